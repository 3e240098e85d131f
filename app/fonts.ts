import localFont from 'next/font/local'

/** Archivo with its weight and width axes, from the package: nothing is fetched from outside. */
export const archivo = localFont({
  src: '../node_modules/@fontsource-variable/archivo/files/archivo-latin-wdth-normal.woff2',
  variable: '--font-archivo',
  weight: '100 900',
  declarations: [{ prop: 'font-stretch', value: '62% 125%' }],
  display: 'swap',
})

/** Central European, Turkish and other Latin letters; loaded only by pages that hold one. */
export const archivoExtended = localFont({
  src: '../node_modules/@fontsource-variable/archivo/files/archivo-latin-ext-wdth-normal.woff2',
  variable: '--font-archivo-ext',
  weight: '100 900',
  declarations: [
    { prop: 'font-stretch', value: '62% 125%' },
    { prop: 'unicode-range', value: 'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF' },
  ],
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
})

import { LOCALES } from './locale'

/** For search engines: this page's address in each language, and the one that chooses by itself. */
export function languageAddresses(path: string) {
  const each = LOCALES.map((locale) => [locale, `${path}?language=${locale}`])
  return { languages: { ...Object.fromEntries(each), 'x-default': path } }
}

/** Public names of the styles; the first is the one nobody need name. */
export const STYLE_NAMES = [
  'illustration',
  'flat',
  'poster',
  'night',
  'paper',
  'pixel',
  'vivid',
  'pastel',
  'noir',
] as const

export type StyleName = (typeof STYLE_NAMES)[number]

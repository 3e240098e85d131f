/** A colour adjective as OKLCh: a hue in degrees and how light and strong it makes things, or a grey. */
export type Tint = { words: string; hue: number | null; chroma: number; lift: number }

export const tints = {
  red: {
    words: 'red crimson scarlet rouge rouges rojo roja rojos rojas rot rote roter rotes rosso rossa',
    hue: 26,
    chroma: 0.21,
    lift: -0.02,
  },
  orange: { words: 'orange naranja arancione', hue: 55, chroma: 0.18, lift: 0.04 },
  yellow: {
    words: 'yellow jaune jaunes amarillo amarilla gelb gelbe gelber gelbes giallo gialla',
    hue: 95,
    chroma: 0.17,
    lift: 0.12,
  },
  golden: {
    words: 'golden gold dore doree dorado dorada goldener goldene goldenes',
    hue: 84,
    chroma: 0.14,
    lift: 0.06,
  },
  green: {
    words: 'green vert verte verts vertes verde verdes grun grune gruner grunes',
    hue: 145,
    chroma: 0.17,
    lift: 0,
  },
  teal: { words: 'teal turquoise cyan turkis', hue: 195, chroma: 0.12, lift: 0.03 },
  blue: {
    words: 'blue bleu bleue bleus bleues azul azules blau blaue blauer blaues blu azzurro',
    hue: 258,
    chroma: 0.18,
    lift: 0,
  },
  purple: {
    words: 'purple violet violette morado morada lila violett violetta viola',
    hue: 304,
    chroma: 0.18,
    lift: 0,
  },
  pink: { words: 'pink rosado rosada rosafarben', hue: 355, chroma: 0.16, lift: 0.07 },
  brown: { words: 'brown brun brune marron marrones braun braune brauner', hue: 58, chroma: 0.08, lift: -0.06 },
  black: {
    words: 'black noir noire noirs noires negro negra negros negras schwarz schwarze schwarzer schwarzes nero nera',
    hue: null,
    chroma: 0.012,
    lift: -1,
  },
  white: {
    words: 'white blanc blanche blancs blanches blanco blanca blancos weiss weisse weisser weisses bianco bianca',
    hue: null,
    chroma: 0.012,
    lift: 1,
  },
  grey: { words: 'grey gray gris grise grau graue grauer silver grigio', hue: null, chroma: 0.01, lift: 0 },
} as const satisfies Record<string, Tint>

export type TintName = keyof typeof tints

const byWord = new Map<string, TintName>()
for (const name in tints)
  for (const word of tints[name as TintName].words.split(' ')) byWord.set(word, name as TintName)

/** The colour a folded word names. */
export function tintNamed(token: string): TintName | undefined {
  return byWord.get(token)
}

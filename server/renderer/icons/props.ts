import type { IconFacts } from './art.ts'
import { type Brush, createBrush } from './brush.ts'

/** Things the icon set lacks and words often name, painted in its manner on a square of 32 units. */
type Prop = {
  subgroup: number
  box: readonly [number, number, number, number]
  hue: number
  paint(brush: Brush): string
}

const WOOD = '#b9794a'
const DARK_WOOD = '#8a5436'

const slab = (x: number, y: number, width: number, height: number, paint: string, r = 0.8) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${r}" fill="${paint}"/>`

const props = {
  table: {
    subgroup: 81,
    box: [1, 14, 31, 30],
    hue: 55,
    paint: ({ limb, shape, round }) =>
      limb([4.6, 18], [4, 28.7], 2.6, DARK_WOOD) +
      limb([27.4, 18], [28, 28.7], 2.6, DARK_WOOD) +
      limb([9, 18], [9.3, 26], 2.2, '#74452c') +
      limb([23, 18], [22.7, 26], 2.2, '#74452c') +
      shape('M5 14h22l4 3.4H1Z', '#d8a06a') +
      slab(1, 17.2, 30, 2.6, round(WOOD), 1.2),
  },
  fence: {
    subgroup: 81,
    box: [0, 16, 32, 30],
    hue: 55,
    paint: ({ shape, round }) =>
      slab(0, 20, 32, 2.2, round('#c9935f')) +
      slab(0, 25.4, 32, 2.2, round('#c9935f')) +
      [1, 7.4, 13.8, 20.2, 26.6]
        .map((x) => shape(`M${x} 30V18.4L${x + 2.2} 16L${x + 4.4} 18.4V30Z`, '#e2b57f'))
        .join(''),
  },
  lighthouse: {
    subgroup: 51,
    box: [8, 0.5, 24, 31],
    hue: 20,
    paint: ({ shape, ball, round }) =>
      ball(16, 29, 8, 2, '#7d8793') +
      shape('M12.6 9h6.8l2.4 20.4H10.2Z', '#f3f0f7') +
      ['M12.2 12h7.6l.5 4H11.7Z', 'M11.2 20.4h9.6l.5 4H10.7Z'].map((d) => shape(d, '#e5374d')).join('') +
      slab(11.2, 8, 9.6, 1.6, round('#4a4458')) +
      slab(13, 4, 6, 4.2, round('#ffe27a'), 1) +
      shape('M11.8 4.4L16 .6l4.2 3.8Z', '#d92d46') +
      shape('M14.6 29.4v-3.2a1.4 1.4 0 0 1 2.8 0v3.2Z', '#5a4632'),
  },
  'hot-air-balloon': {
    subgroup: 56,
    box: [4, 0, 28, 32],
    hue: 20,
    paint: ({ shape, ball, limb, round }) =>
      limb([10, 20], [13.5, 26], 0.5, '#8a6a50') +
      limb([22, 20], [18.5, 26], 0.5, '#8a6a50') +
      shape('M16 0C24 0 28 5.5 28 11C28 17 21 20 19 23.5H13C11 20 4 17 4 11C4 5.5 8 0 16 0Z', '#ee4b5f') +
      shape(
        'M16 0C20.5 2 22 7 21.5 12C21 17 18.5 20 17.5 23.5H14.5C13.5 20 11 17 10.5 12C10 7 11.5 2 16 0Z',
        '#ffd25a',
      ) +
      shape('M16 0C18 3 18.5 8 18.2 12C18 17 17 20 16.6 23.5H15.4C15 20 14 17 13.8 12C13.5 8 14 3 16 0Z', '#4aa8ef') +
      ball(10, 6, 2, 3, '#ff8d94', 'opacity=".5"') +
      slab(12.6, 25.5, 6.8, 6, round('#b9794a'), 1.2) +
      slab(12.1, 25, 7.8, 1.6, round('#d69a66'), 0.8),
  },
  'open-box': {
    subgroup: 81,
    box: [1, 13, 31, 30],
    hue: 60,
    paint: ({ shape }) =>
      shape('M4.5 15.5h23V30h-23Z', '#c98f57') +
      shape('M4.5 15.5L1 20.6l3.5 1.2Z', '#e0ad76') +
      shape('M27.5 15.5l3.5 5.1l-3.5 1.2Z', '#e0ad76') +
      shape('M4.5 15.5h23l2 4.7h-27Z', '#e6b47c') +
      shape('M14.6 20.2h2.8V30h-2.8Z', '#b37a45'),
  },
  'witch-hat': {
    subgroup: 65,
    box: [2, 2, 30, 30],
    hue: 300,
    paint: ({ shape, ball }) =>
      ball(16, 26.4, 14, 3.4, '#3a2a56') +
      shape('M8 26C10 18 12 8 19.5 2.2C20.6 2.6 21 4 20 5C19 10 22.5 19 24 26C19 28 13 28 8 26Z', '#4a3570') +
      shape('M8.2 25L9.3 21.6C13 23.2 18.5 23.2 22.7 21.6L23.8 25C19 27 13 27 8.2 25Z', '#8b4fd0') +
      shape('M13.6 22.2h4.8v3.8h-4.8Z', '#f2b93a'),
  },
  'santa-hat': {
    subgroup: 65,
    box: [3, 4, 31, 29],
    hue: 20,
    paint: ({ shape, ball, round }) =>
      shape('M6 25C6 14 12 5 19 4.6C25 5 27.5 10 28 16L23.5 15C24 19 26 22 26 25Z', '#e02f45') +
      slab(3.5, 23, 25, 6, round('#f6f2fa'), 3) +
      ball(28, 17.5, 3, 3, '#f6f2fa'),
  },
  'party-hat': {
    subgroup: 65,
    box: [7, 1, 25, 30],
    hue: 350,
    paint: ({ shape, ball }) =>
      shape('M16 4L25 28.5C20 30.5 12 30.5 7 28.5Z', '#f04f8f') +
      shape('M13.4 11l7.4 6 1.5 4L11.6 15.7Z', '#ffd34d') +
      shape('M9.7 21l14.5 5.4.8 2.1-1.5.6L8.7 24Z', '#4fc3f0') +
      ball(16, 3.8, 2.8, 2.8, '#ffd34d'),
  },
  scarf: {
    subgroup: 65,
    box: [4, 8, 28, 30],
    hue: 20,
    paint: ({ shape, limb, round }) =>
      limb([20.5, 15], [22.5, 26], 5.4, '#d8304a') +
      slab(4, 9, 24, 7.4, round('#e83a52'), 3.7) +
      shape('M17.6 10h6.8l1 7h-8.6Z', '#f04a60'),
  },
  tie: {
    subgroup: 65,
    box: [11, 2, 21, 30],
    hue: 258,
    paint: ({ shape }) => shape('M13 2h6l1 3-2 3h-4l-2-3Z', '#2f57b8') + shape('M14 7.6h4L21 25l-5 5-5-5Z', '#3d6bd6'),
  },
  throne: {
    subgroup: 81,
    box: [4, 1, 28, 31],
    hue: 84,
    paint: ({ shape, ball, round }) =>
      shape('M7 31V6.5L11 9l5-6 5 6 4-2.5V31Z', '#e3ab32') +
      slab(9.5, 10.5, 13, 12, round('#c02a4a'), 2) +
      slab(6, 19, 3.4, 12, round('#f0be4a'), 1.4) +
      slab(22.6, 19, 3.4, 12, round('#f0be4a'), 1.4) +
      slab(8.5, 21.5, 15, 4.5, round('#d63a5a'), 2) +
      ball(16, 3, 1.6, 1.6, '#ff5b7a'),
  },
  bench: {
    subgroup: 81,
    box: [0, 12, 32, 30],
    hue: 55,
    paint: ({ limb, round }) =>
      limb([4, 14], [4, 29], 2, '#4d4a5c') +
      limb([28, 14], [28, 29], 2, '#4d4a5c') +
      [12.5, 16.2].map((y) => slab(1, y, 30, 2.8, round(WOOD), 1.2)).join('') +
      slab(0, 20.6, 32, 3, round('#d09662'), 1.4),
  },
  bowl: {
    subgroup: 48,
    box: [3, 14, 29, 29],
    hue: 258,
    paint: ({ shape, ball }) =>
      shape('M3 16C3 24 9 29 16 29S29 24 29 16Z', '#4f86e8') + ball(16, 16, 13, 2.8, '#2c4f9e'),
  },
  bridge: {
    subgroup: 51,
    box: [0, 15, 32, 29],
    hue: 55,
    paint: ({ shape }) =>
      shape('M0 20Q16 12 32 20V29H28.5Q26 21 16 21T3.5 29H0Z', '#b7a48f') +
      shape('M0 19.6Q16 11.6 32 19.6V17.6Q16 9.6 0 17.6Z', '#8f7d6b'),
  },
  swing: {
    subgroup: 53,
    box: [2, 1, 30, 30],
    hue: 25,
    paint: ({ limb }) =>
      limb([6, 2.6], [3.4, 28.6], 2, '#d9483b') +
      limb([26, 2.6], [28.6, 28.6], 2, '#d9483b') +
      limb([5, 2.6], [27, 2.6], 2, '#e2604e') +
      limb([12, 3], [12, 22], 0.6, '#6a6478') +
      limb([20, 3], [20, 22], 0.6, '#6a6478') +
      limb([11, 22.6], [21, 22.6], 2, WOOD),
  },
} as const satisfies Record<string, Prop>

const made = new Map<string, { markup: string; facts: IconFacts }>()

/** A thing painted here, with facts as icons have them; undefined where there is none of that name. */
export function propNamed(name: string): { markup: string; facts: IconFacts } | undefined {
  if (!Object.hasOwn(props, name)) return undefined
  const known = made.get(name)
  if (known) return known
  const prop: Prop = props[name as keyof typeof props]
  const brush = createBrush()
  const body = prop.paint(brush)
  const box = prop.box.map((v) => v / 32)
  const facts = { at: [0, 0] as [number, number], group: 7, subgroup: prop.subgroup, scale: 1, box, hue: prop.hue }
  const out = { markup: `<defs>${brush.defs()}</defs>${body}`, facts }
  made.set(name, out)
  return out
}

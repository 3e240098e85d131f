import { shade } from '../colour.ts'
import { createBrush } from '../icons/brush.ts'

/** How a body is painted under a head that has none: its colours, its tail and what is drawn on it. */
export type Coat = {
  body: string
  belly: string
  paws: string
  /** Round the eyes: what closes them. */
  lid: string
  tail: 'long' | 'bushy' | 'short' | 'curl' | 'tuft' | 'none'
  marks?: 'stripes' | 'patches' | 'rings'
  /** Limbs of another colour than the body. */
  limbs?: string
}

const coat = (
  body: string,
  belly: string,
  paws: string,
  lid: string,
  tail: Coat['tail'],
  more: Partial<Coat> = {},
): Coat => ({
  body,
  belly,
  paws,
  lid,
  tail,
  ...more,
})

/** Heads that get a body, by icon name. */
export const COATS: Record<string, Coat> = {
  'dog-face': coat('#f0b486', '#fbe0cb', '#fbdcc3', '#f9c6a0', 'curl'),
  'cat-face': coat('#f3b938', '#fbe39a', '#fbdf8c', '#f1c22e', 'long'),
  'tiger-face': coat('#f8802f', '#fbe3d6', '#fbd0b4', '#fc8936', 'long', { marks: 'stripes' }),
  'cow-face': coat('#e6e1ee', '#f4c3c9', '#6a6472', '#c9c3d2', 'tuft', { marks: 'patches' }),
  'pig-face': coat('#fb93ab', '#ffc4d2', '#f27f9d', '#ff9fb5', 'curl'),
  'mouse-face': coat('#c5bcd4', '#e9e3f2', '#f2a3b3', '#cfc7dc', 'long'),
  'rabbit-face': coat('#d6d3dc', '#f3f1f7', '#efedf3', '#dcdae0', 'short'),
  'monkey-face': coat('#85514a', '#e2a097', '#f0b0a5', '#f7b6a8', 'long'),
  lion: coat('#f2aa3e', '#fbd591', '#fbd08a', '#f5b048', 'tuft'),
  wolf: coat('#96969b', '#d8d4de', '#c9c6d0', '#a0a0a4', 'bushy'),
  fox: coat('#fa8a2f', '#fbe9dc', '#5a3440', '#fc8d36', 'bushy'),
  raccoon: coat('#a9a7af', '#d5d0dd', '#5a5662', '#7b7882', 'bushy', { marks: 'rings' }),
  bear: coat('#93594c', '#c08a76', '#7c463c', '#9f6a5d', 'short'),
  'polar-bear': coat('#e6e4ee', '#f7f5fb', '#d8d4e2', '#eceaf2', 'short'),
  koala: coat('#a5a5ae', '#e4e3ea', '#7f7e8a', '#b0b0b8', 'none'),
  panda: coat('#e9e2f2', '#f6f2fa', '#4d4480', '#6d639f', 'short', { limbs: '#5a5090' }),
  hamster: coat('#fbb184', '#fde3d0', '#f79f86', '#fdb389', 'none'),
  frog: coat('#52d196', '#f6e07a', '#3fb98a', '#5bdf9e', 'none'),
  robot: coat('#cfc2e0', '#a795c8', '#8f7cb4', '#392b56', 'none'),
  alien: coat('#5ed57e', '#a5ecb4', '#49bd6c', '#78d48c', 'none'),
  'clown-face': coat('#e0466f', '#fbd24a', '#f6f2fa', '#f4eef8', 'none'),
}

/** A body with the place of the head in it: the head's square of 32 is scaled and its chin (y 29) put at `chin`. */
export type Body = {
  behind: string
  /** Drawn over the head or over what it holds. */
  before: string
  head: { x: number; chin: number; scale: number }
  box: { left: number; right: number }
  chest: { x: number; y: number }
}

function tail(kind: Coat['tail'], x: number, y: number, coat: Coat, brush: ReturnType<typeof createBrush>): string {
  const { limb, ball, shape } = brush
  const at = (d: string) => `<g transform="translate(${x} ${y})">${d}</g>`
  switch (kind) {
    case 'long':
      return at(
        `<path d="M-3-2C5-1 8.5-4 8-9S11-16 13.5-13.5" fill="none" stroke="${brush.round(coat.body)}" stroke-width="3.6" stroke-linecap="round"/>`,
      )
    case 'tuft':
      return at(
        `<path d="M-3-2C5-1 9-4 9.5-10" fill="none" stroke="${shade(coat.body, -0.05)}" stroke-width="2.4" stroke-linecap="round"/>${ball(10, -12.5, 2.8, 3.8, '#7a4640')}`,
      )
    case 'bushy':
      return at(
        shape('M-4-1C6 2 15-3 14-12C13.6-16 11-19 8.5-19.5C9-14 5-12-1-10Z', coat.body) +
          shape('M14-12C13.6-16 11-19 8.5-19.5C9-16.5 8-14.5 6-13C9-13.5 12-13 14-12Z', coat.belly) +
          (coat.marks === 'rings' ? shape('M4-10.6L13-5L12-2.8L1.5-9.5Z', '#5a5662') : ''),
      )
    case 'curl':
      return at(limb([-2, -4], [6, -10], 3.4, coat.body))
    case 'short':
      return at(ball(0, -4, 4, 4, coat.belly))
    default:
      return ''
  }
}

function marks(coat: Coat, top: number, bottom: number, half: number): string {
  if (coat.marks === 'stripes') {
    return [0.2, 0.45, 0.7]
      .map((t) => {
        const y = top + (bottom - top) * t
        const reach = half * (0.8 + t * 0.2)
        return `<path d="M${-reach} ${y}q4 1 5.5 3.2q-4-.2-5.8-.6ZM${reach} ${y}q-4 1-5.5 3.2q4-.2 5.8-.6Z" fill="#5a3350"/>`
      })
      .join('')
  }
  if (coat.marks === 'patches')
    return `<ellipse cx="${-half * 0.5}" cy="${top + 6}" rx="4" ry="3.4" fill="#6c6774"/><ellipse cx="${half * 0.6}" cy="${bottom - 8}" rx="3.8" ry="5" fill="#6c6774"/>`
  return ''
}

/** Sitting, seen from the front. With `arms` up it holds something at its chest; else it leans on its forepaws. */
export function sittingBody(coat: Coat, arms: 'down' | 'up'): { body: Body; defs: string } {
  const brush = createBrush()
  const { ball, limb, shape } = brush
  const legs = coat.limbs ?? coat.body
  const behind =
    tail(coat.tail, 10, -2, coat, brush) +
    shape('M-7.5-24C-11.5-18-14-9-12.5-3.5C-11.5.4 11.5.4 12.5-3.5C14-9 11.5-18 7.5-24Z', coat.body) +
    `<ellipse cx="0" cy="-10" rx="7" ry="8.6" fill="${brush.round(coat.belly)}" opacity=".9"/>` +
    marks(coat, -20, -4, 11.5) +
    ball(-10, -2.6, 5.4, 3.2, legs) +
    ball(10, -2.6, 5.4, 3.2, legs) +
    ball(-10.5, -2, 3.4, 2, coat.paws) +
    ball(10.5, -2, 3.4, 2, coat.paws)
  const before =
    arms === 'down'
      ? ''
      : limb([-9, -18], [-6, -11.5], 5, legs) +
        limb([9, -18], [6, -11.5], 5, legs) +
        ball(-5.5, -11, 3, 2.7, coat.paws) +
        ball(5.5, -11, 3, 2.7, coat.paws)
  const front =
    arms === 'down'
      ? limb([-4.2, -17], [-4.2, -3], 5.6, legs) +
        limb([4.2, -17], [4.2, -3], 5.6, legs) +
        ball(-4.3, -2, 3.3, 2.3, coat.paws) +
        ball(4.3, -2, 3.3, 2.3, coat.paws)
      : ''
  return {
    body: {
      behind: behind + front,
      before,
      head: { x: 0, chin: -19.5, scale: 0.95 },
      box: { left: -16, right: coat.tail === 'none' ? 16 : 20 },
      chest: { x: 0, y: -13 },
    },
    defs: brush.defs(),
  }
}

/** On four legs, walking to the left, its face turned to us. */
export function standingBody(coat: Coat): { body: Body; defs: string } {
  const brush = createBrush()
  const { ball, limb, shape } = brush
  const legs = coat.limbs ?? coat.body
  const far = shade(legs, -0.08)
  const paw = (x: number) => ball(x - 0.8, -1.7, 3.6, 2, coat.paws)
  const behind =
    tail(coat.tail, 18.5, -12, coat, brush) +
    limb([-1, -12], [0.5, -2.8], 5.2, far) +
    limb([12.5, -12], [11.5, -2.8], 5.2, far) +
    shape('M-13-21C-14-10-9-7 2-7.5S20-6 21-12.5S18-24 8-24.5S-12-27-13-21Z', coat.body) +
    `<ellipse cx="3" cy="-9.5" rx="9" ry="2.6" fill="${coat.belly}" opacity=".7"/>` +
    (coat.marks === 'stripes'
      ? [2, 7.5, 13].map((x) => `<path d="M${x}-24.2q2.6 4 1 9q-2.6-4-2.8-9Z" fill="#5a3350"/>`).join('')
      : marks(coat, -23, -6, 9)) +
    limb([-8, -13], [-8.5, -2.8], 5.8, legs) +
    limb([16.5, -13], [17.5, -2.8], 5.8, legs) +
    paw(-8.5) +
    paw(17.5)
  return {
    body: {
      behind,
      before: '',
      head: { x: -10, chin: -12.5, scale: 0.82 },
      box: { left: -22, right: 27 },
      chest: { x: -10, y: -11 },
    },
    defs: brush.defs(),
  }
}

/** Lying on its side like a loaf, the head on its forepaws. */
export function lyingBody(coat: Coat): { body: Body; defs: string } {
  const brush = createBrush()
  const { ball, limb, shape } = brush
  const legs = coat.limbs ?? coat.body
  const behind =
    `<g transform="translate(22 0)">${tail(coat.tail === 'short' ? 'short' : coat.tail, -2, -2, coat, brush)}</g>` +
    shape('M-14-8C-13-16-4-19.5 6-19C18-18.5 25-12 24.5-5C24.2-.6 21 0 15 0H-10C-14 0-15-3-14-8Z', coat.body) +
    (coat.marks === 'stripes'
      ? [3, 9, 15].map((x) => `<path d="M${x}-19q3 4 1.6 9q-3-4-3.6-9Z" fill="#5a3350"/>`).join('')
      : marks(coat, -17, -2, 8)) +
    ball(15, -6, 8, 6.5, coat.body) +
    ball(10.5, -2, 5.4, 2.3, coat.paws)
  const before = limb([-15, -2.4], [-19.5, -2.2], 4.6, legs) + limb([-5, -2.4], [-9.5, -2.2], 4.6, legs)
  return {
    body: {
      behind,
      before: before + ball(-20, -2.2, 2.7, 2.3, coat.paws) + ball(-10, -2.2, 2.7, 2.3, coat.paws),
      head: { x: -11, chin: -1.2, scale: 0.8 },
      box: { left: -26, right: coat.tail === 'none' ? 25 : 33 },
      chest: { x: -11, y: -4 },
    },
    defs: brush.defs(),
  }
}

import { createBrush } from '../icons/brush.ts'
import type { Body } from './bodies.ts'

/** What somebody wears below the head: an upper part, trousers or a skirt, shoes; and the colour of the hands. */
export type Dress = { top: string; legs: string; shoes: string; skin: string; skirt?: boolean }

const SKIN = '#fbc32f'
const dress = (top: string, legs: string, shoes: string, more: Partial<Dress> = {}): Dress => ({
  top,
  legs,
  shoes,
  skin: SKIN,
  ...more,
})

/** By the first word of an icon's name that is listed. */
const DRESSES: Record<string, Dress> = {
  astronaut: dress('#e3d9ef', '#dccfe9', '#b8a6d0'),
  police: dress('#2f8fe8', '#1f4f96', '#2a2440'),
  cook: dress('#e4dcee', '#57506b', '#2f2a3d'),
  firefighter: dress('#e0274f', '#b81f45', '#3a2f3f'),
  farmer: dress('#2f9fd8', '#2a86c8', '#6a4534'),
  prince: dress('#2f9be0', '#efe7f5', '#5a3a2c'),
  princess: dress('#8a57c9', '#9a67d6', '#7a45b8', { skirt: true }),
  ninja: dress('#3d3550', '#352d47', '#2a2338'),
  pilot: dress('#4a4468', '#423c5e', '#2a2440'),
  health: dress('#e9e3f1', '#5aa7d8', '#e9e3f1'),
  scientist: dress('#e9e3f1', '#57506b', '#3a3347'),
  superhero: dress('#2f6fe0', '#e0274f', '#e0274f'),
  supervillain: dress('#5a3a96', '#47307a', '#2f2050'),
  mage: dress('#2f86d8', '#2a6fc0', '#6a4534', { skirt: true }),
  elf: dress('#5a8a4a', '#8a5a44', '#6a4534'),
  vampire: dress('#3a3050', '#2f2742', '#241d33'),
  genie: dress('#3a8fe0', '#e0522f', '#f0b53a', { skin: '#3fa0e8' }),
  zombie: dress('#56707a', '#4a4a5e', '#332f40', { skin: '#6f9a95' }),
  troll: dress('#6d9a3a', '#7a4a34', '#5a3a2c', { skin: '#6d9a3a' }),
  veil: dress('#f4eff8', '#f4eff8', '#e4dcee', { skirt: true }),
  guard: dress('#e02f5a', '#33304a', '#241d33'),
  artist: dress('#d9d0e6', '#57506b', '#3a3347'),
  claus: dress('#e02f45', '#e02f45', '#352d3d', { skin: '#f6f2fa' }),
  student: dress('#4a4462', '#423c58', '#2a2440', { skirt: true }),
  judge: dress('#4a4462', '#423c58', '#2a2440', { skirt: true }),
  construction: dress('#f79a2f', '#4a6fb0', '#6a4534'),
  mechanic: dress('#3a9fe8', '#3a86d0', '#4a3f55'),
  clown: dress('#e0466f', '#3aa0e8', '#f2b53a', { skin: '#f6f2fa' }),
  robot: dress('#cfc2e0', '#b6a5cf', '#8f7cb4', { skin: '#a795c8' }),
  alien: dress('#5ed57e', '#49bd6c', '#3aa860', { skin: '#66dc86' }),
  boy: dress('#3a9fe8', '#4a5f9a', '#e8506a'),
  girl: dress('#f0609a', '#f0609a', '#b0407a', { skirt: true }),
  child: dress('#54b86a', '#4a6fb0', '#e8903a'),
  baby: dress('#8fd0f5', '#f6f2fa', '#f6f2fa'),
  woman: dress('#8a5fd0', '#6f7fae', '#4a3f6a'),
  man: dress('#2f8fe0', '#6b6a86', '#3a3350'),
  person: dress('#f2692f', '#6b6a86', '#3a3350'),
}

/** What the person of an icon wears. */
export function dressOf(icon: string): Dress {
  const words = icon.split('-')
  const name = [...words].reverse().find((word) => Object.hasOwn(DRESSES, word))
  return DRESSES[name ?? 'person'] ?? dress('#f2692f', '#6b6a86', '#3a3350')
}

export type Stance = 'stand' | 'sit' | 'ride' | 'lie'
export type Arms = 'down' | 'up' | 'raised'

function legs(stance: Stance, clothes: Dress, brush: ReturnType<typeof createBrush>, hip: number): string {
  const { limb, ball, shape } = brush
  const { legs: cloth, shoes, skirt, skin } = clothes
  if (stance === 'ride') {
    // One leg over the side: the thigh forward, the shin down.
    return (
      limb([2, hip + 1], [-6.5, hip + 5], 6.4, cloth) +
      limb([-6.5, hip + 5], [-4.5, hip + 13], 5.2, cloth) +
      ball(-6.2, hip + 15.5, 4.2, 2.4, shoes)
    )
  }
  if (stance === 'sit') {
    const side = (x: number) =>
      limb([x, hip], [x * 1.25, hip + 10.5], 5.4, skirt ? skin : cloth) + ball(x * 1.35, hip + 12.4, 3.7, 2.3, shoes)
    const lap = skirt
      ? shape(`M-7 ${hip - 3}H7L9 ${hip + 3.5}Q0 ${hip + 6}-9 ${hip + 3.5}Z`, cloth)
      : ball(-4, hip + 0.5, 4.6, 3.6, cloth) + ball(4, hip + 0.5, 4.6, 3.6, cloth)
    return side(-4.2) + side(4.2) + lap
  }
  const side = (x: number) =>
    limb([x, hip], [x, -3.5], 5.6, skirt ? skin : cloth) + ball(x * 1.12, -1.9, 3.7, 2.2, shoes)
  const cloak = skirt ? shape(`M-6.5 ${hip - 3}H6.5L10 -5.5Q0 -3.2-10 -5.5Z`, cloth) : ''
  return side(-3.5) + side(3.5) + cloak
}

/** A person's body under a head. Heights: feet at 0, the hip at -14, the chin at -28. Sitting, the seat is at 0. */
export function personBody(clothes: Dress, stance: Stance, arms: Arms): { body: Body; defs: string } {
  const brush = createBrush()
  const { limb, ball, shape } = brush
  const hip = stance === 'stand' ? -14 : stance === 'lie' ? -14 : -3
  const { top, skin } = clothes
  const y = (up: number) => hip - up
  const torso = shape(
    `M-4 ${y(14.5)}C-8 ${y(14)} -8.5 ${y(11)} -8.3 ${y(7)}L-7.2 ${y(-1.5)}Q0 ${y(-3)} 7.2 ${y(-1.5)}L8.3 ${y(7)}C8.5 ${y(11)} 8 ${y(14)} 4 ${y(14.5)}Z`,
    top,
  )
  const arm = (side: number): [string, string] => {
    const shoulder: [number, number] = [side * 7, y(11.5)]
    if (arms === 'up') {
      const hand: [number, number] = [side * 4.5, y(4.5)]
      return [
        '',
        limb(shoulder, [side * 8.6, y(5)], 4.4, top) +
          limb([side * 8.6, y(5)], hand, 4.2, top) +
          ball(hand[0], hand[1], 2.7, 2.7, skin),
      ]
    }
    if (arms === 'raised' && side < 0) {
      const hand: [number, number] = [-15, y(15)]
      return ['', limb(shoulder, hand, 4.4, top) + ball(-16, y(17), 2.8, 2.8, skin)]
    }
    return [limb(shoulder, [side * 10.2, y(1.5)], 4.4, top) + ball(side * 10.6, y(-0.5), 2.7, 2.7, skin), '']
  }
  const [[leftBack, leftFront], [rightBack, rightFront]] = [arm(-1), arm(1)]
  return {
    body: {
      behind: leftBack + rightBack + legs(stance, clothes, brush, hip) + torso,
      before: leftFront + rightFront,
      head: { x: 0, chin: y(13.2), scale: 0.66 },
      box: { left: arms === 'raised' ? -18.5 : -12.5, right: 12.5 },
      chest: { x: 0, y: y(4.5) },
    },
    defs: brush.defs(),
  }
}

/** Legs for a bust, whose cut edge is at the hip. */
export function bustLegs(clothes: Dress, stance: Stance): { body: Body; defs: string } {
  const brush = createBrush()
  const hip = stance === 'stand' || stance === 'lie' ? -13 : -2
  const wide = { ...clothes }
  const paint = legs(stance, wide, brush, hip)
  return {
    body: {
      behind: stance === 'ride' ? '' : `<g transform="scale(1.15 1)">${paint}</g>`,
      before: stance === 'ride' ? paint : '',
      head: { x: 0, chin: hip + 0.5, scale: 0.88 },
      box: { left: -12, right: 12 },
      chest: { x: 0, y: hip - 5 },
    },
    defs: brush.defs(),
  }
}

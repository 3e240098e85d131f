import type { Clock } from '../../server/clock.ts'
import type { Tier } from '../../server/limits/tiers.ts'
import type { Random } from './random.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Asks for one picture; resolves once it is drawn, false if it was refused. */
export type Ask = (tier: Tier, subject: string) => Promise<boolean>

type Parts = { clock: Clock; random: Random; ask: Ask; endMs: number }

/**
 * A day of people, after the day's own curve: single people of both tiers, forty bursts (a class, a link that was shared), a
 * dozen programs that draw a list, and four rush hours in which a steady group always wants the next picture.
 */
export function letThemCome(parts: Parts) {
  const { random } = parts
  people(parts, 'free', 30 * SECOND)
  people(parts, 'premium', 16 * SECOND)
  for (let i = 0; i < 40; i++) at(parts, random.between(0, DAY), () => burst(parts, `burst${i}`))
  for (let i = 0; i < 12; i++) at(parts, random.between(0, DAY), () => program(parts, `user:program${i}`))
  for (const hour of [9, 13, 17, 20]) at(parts, hour * HOUR, () => rush(parts, `rush${hour}`))
}

function at({ clock, endMs }: Parts, ms: number, fn: () => void) {
  if (ms < endMs) clock.timer(ms - clock.monotonic(), fn)
}

/** From a fifth of the mean at night to 1.8 times the mean in the afternoon. */
const busyness = (ms: number) => 1 - 0.8 * Math.cos((2 * Math.PI * (ms - 3 * HOUR)) / DAY)

/** One after the other, `meanGapMs` apart over the day; each wants one picture, some want another soon after. */
function people(parts: Parts, tier: Tier, meanGapMs: number) {
  const { clock, random, ask } = parts
  let count = 0
  const next = () => {
    const person = `${tier}:${count++}`
    const wanted = tier === 'free' ? random.whole(1, 2) : random.whole(1, 3)
    for (let i = 0; i < wanted; i++) {
      at(parts, clock.monotonic() + i * random.between(2, 20) * SECOND, () => void ask(tier, person))
    }
    schedule()
  }
  const schedule = () => {
    const ms = clock.monotonic()
    at(parts, ms + random.gap(meanGapMs / busyness(ms)), next)
  }
  schedule()
}

/** Twenty to eighty people in one to three minutes. */
function burst(parts: Parts, name: string) {
  const { clock, random, ask } = parts
  const tier = random.next() < 0.6 ? 'free' : 'premium'
  const lastsMs = random.between(1, 3) * MINUTE
  const size = random.whole(20, 80)
  for (let i = 0; i < size; i++) {
    at(parts, clock.monotonic() + random.between(0, lastsMs), () => void ask(tier, `${name}:${i}`))
  }
}

/** A list of forty to a hundred pictures, a few of them in the queue at a time. */
function program({ random, ask }: Parts, subject: string) {
  let left = random.whole(40, 100)
  const hands = random.whole(3, 10)
  const work = async () => {
    while (left-- > 0 && (await ask('premium', subject)));
  }
  for (let i = 0; i < hands; i++) void work()
}

/** Forty minutes in which eight visitors and six accounts want more all the time, some of them far more than others. */
function rush({ clock, random, ask }: Parts, name: string) {
  const end = clock.monotonic() + 40 * MINUTE
  const keepAsking = async (tier: Tier, subject: string) => {
    await new Promise<void>((resolve) => clock.timer(random.between(0, MINUTE), resolve))
    while (clock.monotonic() < end) {
      if (!(await ask(tier, subject))) await new Promise<void>((resolve) => clock.timer(20 * SECOND, resolve))
    }
  }
  for (let i = 0; i < 16; i++) void keepAsking('free', `${name}:visitor${i % 8}`)
  for (const [i, hands] of [2, 2, 3, 5, 10, 10].entries()) {
    for (let hand = 0; hand < hands; hand++) void keepAsking('premium', `${name}:account${i}`)
  }
}

import type { Database } from '../../db/database.ts'
import type { NewPicture } from '../../db/queries/pictures.ts'
import { listWaiting, returnClaim } from '../../db/queries/queue.ts'
import { systemClock } from '../../server/clock.ts'
import { createMemoryRateLimiter } from '../../server/limits/memory.ts'
import { cancelPicture } from '../../server/pictures/cancel-picture.ts'
import { claimNext, lanesOf } from '../../server/queue/lanes.ts'
import type { Upstream } from '../../server/upstream/types.ts'
import { median, pairedRatio } from '../statistics.ts'
import { renderTable } from '../table.ts'
import { ask, callerOf, openServices, withDatabase } from './open.ts'
import { createRandom } from './random.ts'

const FEW = 1_000
const MANY = 100_000
const AT_MOST = 2
const STEPS = ['accept', 'claim', 'cancel', 'position', 'first position after a start'] as const
type Step = (typeof STEPS)[number]
const PROMISED: readonly Step[] = ['accept', 'claim']

const nobody: Upstream = {
  kind: 'nobody',
  model: 'nobody-1',
  draw: () => Promise.reject(new Error('nothing is drawn here')),
  close: async () => {},
}

/** What asking, claiming, cancelling and one position cost with 100,000 waiting, against 1,000, in turns in one run. */
export async function benchOrder({ quick, say }: { quick: boolean; say: (line: string) => void }) {
  const rounds = quick ? 5 : 15
  const each = quick ? 10 : 40
  const times = await withDatabase((few) =>
    withDatabase(async (many) => {
      const [a, b] = [await openFilled(few, FEW), await openFilled(many, MANY)]
      const times = { few: a.times, many: b.times }
      for (let round = 0; round < rounds; round++) {
        say(`round ${round + 1} of ${rounds}`)
        for (const one of round % 2 ? [a, b] : [b, a]) await one.measure(round, each)
      }
      for (const one of [a, b]) await one.stop()
      return times
    }),
  )
  const steps = STEPS.map((step) => {
    const [few, many] = [times.few[step], times.many[step]]
    const ratio = pairedRatio(many, few)
    const target = PROMISED.includes(step) ? AT_MOST : undefined
    return { step, fewMs: median(few), manyMs: median(many), ratio, target, met: !target || ratio <= target }
  })
  return { facts: { few: FEW, many: MANY, rounds, each, steps }, text: textOf(steps) }
}

type StepFacts = { step: Step; fewMs: number; manyMs: number; ratio: number; target: number | undefined; met: boolean }

function textOf(steps: readonly StepFacts[]): string {
  const right = (title: string) => ({ title, align: 'right' as const })
  const titles = [
    `${FEW.toLocaleString('en')} waiting`,
    `${MANY.toLocaleString('en')} waiting`,
    'ratio',
    'target',
    'met',
  ]
  return renderTable(
    [{ title: '', align: 'left' }, ...titles.map(right)],
    steps.map(({ step, fewMs, manyMs, ratio, target, met }) => [
      step,
      ...[fewMs, manyMs].map((ms) => `${ms.toFixed(3)} ms`),
      ratio.toFixed(2),
      target ? `≤ ${target}` : '',
      target ? (met ? 'yes' : 'NO') : '',
    ]),
  )
}

/** A queue with `size` waiting, of half as many visitors and a tenth as many accounts; `times` are medians of a round, in ms. */
async function openFilled(db: Database, size: number) {
  await fill(db, size)
  const open = () =>
    openServices({
      ...{ db, clock: systemClock, upstream: nobody, concurrency: 1, random: Math.random },
      limit: { calls: 1, windowMs: 86_400_000, marginMs: 0 }, // a first start waits a window: nothing is sent here
      queueBounds: { max: 10 * MANY, maxWaitSeconds: 1e12 },
    })
  const services = await open()
  const burst = createMemoryRateLimiter(systemClock)
  const lanes = lanesOf(services.tiers)
  const random = createRandom(size)
  const waiting = await listWaiting(db.read)
  const times: Record<Step, number[]> = {
    accept: [],
    claim: [],
    cancel: [],
    position: [],
    'first position after a start': [],
  }

  async function measure(round: number, each: number) {
    const taken: Record<Step, number[]> = {
      accept: [],
      claim: [],
      cancel: [],
      position: [],
      'first position after a start': [],
    }
    const timed = async <T>(step: Step, fn: () => Promise<T>) => {
      const start = performance.now()
      const result = await fn()
      taken[step].push(performance.now() - start)
      return result
    }
    for (let i = 0; i < each; i++) {
      const tier = i % 3 === 0 ? 'premium' : 'free'
      const name = `round${round}:${i}`
      const asked = await timed('accept', () => ask(services, burst, tier, name, `words of ${name}`))
      const now = { now: new Date(), leaseUntil: new Date() }
      const claimed = await timed('claim', () => db.write((session) => claimNext(session, lanes, now)))
      if (claimed) await db.write((session) => returnClaim(session, claimed, { countAttempt: false }))
      const one = waiting[random.whole(0, waiting.length - 1)]
      if (one) await timed('position', () => services.dispatcher.places.placeOf(one))
      await timed('cancel', () => cancelPicture(services, callerOf(tier, name), asked.id))
    }
    const [first] = waiting
    const fresh = await open()
    if (first) await timed('first position after a start', () => fresh.dispatcher.places.placeOf(first))
    for (const step of STEPS) times[step].push(median(taken[step]))
  }

  return { times, measure, stop: () => services.dispatcher.stop() }
}

async function fill(db: Database, size: number) {
  const row = (n: number): NewPicture => {
    const premium = n % 4 === 0
    const subject = premium ? `ip:account${n % (size / 10)}` : `ip:visitor${n % (size / 2)}`
    return {
      id: `id ${String(n).padStart(6, '0')}`,
      ...{ subject, owner: subject, kind: 'new', words: `picture ${n}`, key: `key ${n}`, visibility: 'public' },
      ...{ status: 'queued', lane: premium ? 'premium' : 'free', createdAt: new Date() },
      params: { width: 1024, height: 1024, style: 'illustration', seed: n },
      turn: premium ? Math.floor(n / (size / 10)) : Math.floor(n / (size / 2)),
    }
  }
  await db.write(async ({ db, tables }) => {
    for (let n = 0; n < size; n += 500) {
      await db.insert(tables.pictures).values(Array.from({ length: 500 }, (_, i) => row(n + i)))
    }
  })
}

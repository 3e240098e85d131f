import { loadConfig, prepareEnvironment } from '../../../server/config.ts'
import { createTiers, type TierLimits } from '../../../server/limits/tiers.ts'
import { type DrawnPicture, type Upstream, UpstreamError } from '../../../server/upstream/types.ts'
import { answerCommands } from '../commands.ts'
import { cpuMicros, nanoseconds, weigh } from './weigh.ts'

/** Drawbridge as npm start runs it, with limits nobody reaches and an upstream that answers when the bench says so. */
const { dataDir } = JSON.parse(process.argv[2] ?? '{}') as { dataDir: string }
const PLENTY = 1_000_000
const generous = (tier: TierLimits): TierLimits => ({
  ...tier,
  waitingAtOnce: PLENTY,
  burst: { ...tier.burst, limit: PLENTY },
  reads: { ...tier.reads, limit: PLENTY },
})

const calls: (() => void)[] = []
let paceMs: number | undefined
const upstream: Upstream = {
  kind: 'scripted',
  model: 'scripted-1',
  draw: ({ words, width, height, signal }) =>
    new Promise<DrawnPicture>((resolve, reject) => {
      const fail = (kind: 'refused' | 'aborted') => reject(new UpstreamError(kind, `scripted ${kind}`))
      signal.addEventListener('abort', () => fail('aborted'), { once: true })
      const answer = () =>
        words.includes('forbidden') ? fail('refused') : resolve({ bytes: Buffer.from(words), width, height })
      if (paceMs === undefined) calls.push(answer)
      else setTimeout(answer, paceMs)
    }),
  close: async () => {},
}

prepareEnvironment({ dev: false })
const { start } = await import('../../../server/main.ts')
const { free, premium } = createTiers({ freePerDay: PLENTY, premiumPerDay: PLENTY })
const config = loadConfig({
  PORT: '0',
  DATA_DIR: dataDir,
  LOG_LEVEL: 'silent',
  UPSTREAM_CONCURRENCY: '1',
})
const overrides = { upstream, tiers: { free: generous(free), premium: generous(premium) } }
const queue = { max: PLENTY, maxWaitSeconds: Number.POSITIVE_INFINITY }
const { url, services } = await start({ ...config, queue }, { overrides })

let publishedAt = 0
services.events.subscribe(['queue'], () => {
  if (publishedAt === 0) publishedAt = nanoseconds()
})

answerCommands({
  port: () => Number(new URL(url).port),
  weigh,
  cpuMicros,
  /** How many listeners and watchers the service itself knows. */
  held: () => ({
    listeners: 'listenerCount' in services.events ? (services.events.listenerCount as () => number)() - 1 : Number.NaN,
    watchers: services.watchers.size,
  }),
  /** From now on every call takes this long; undefined: until `event`. */
  pace(ms: number | null) {
    paceMs = ms ?? undefined
    for (const answer of calls.splice(0)) answer()
  },
  /** Has the picture under way finished, so that the next one is claimed and everybody moves up; tells when that was said. */
  async event() {
    publishedAt = 0
    const answer = calls.shift()
    if (!answer) throw new Error('nothing is being drawn')
    answer()
    while (publishedAt === 0) await new Promise((resolve) => setImmediate(resolve))
    return publishedAt
  },
})

import { loadConfig, prepareEnvironment } from '../../../server/config.ts'
import { createTiers, type TierLimits } from '../../../server/limits/tiers.ts'
import { tell } from './tell.mjs'

/** Drawbridge as npm start runs it, with limits nobody reaches: a refusal would be quicker than an answer. */
const { dataDir, port = 0 } = JSON.parse(process.argv[2] ?? '{}') as { dataDir: string; port?: number }
const PLENTY = 1_000_000_000
const generous = (tier: TierLimits): TierLimits => ({
  ...tier,
  waitingAtOnce: PLENTY,
  burst: { ...tier.burst, limit: PLENTY },
  reads: { ...tier.reads, limit: PLENTY },
})

prepareEnvironment({ dev: false })
const { start } = await import('../../../server/main.ts')
const { free, premium } = createTiers({ freePerDay: PLENTY, premiumPerDay: PLENTY })
const config = loadConfig({ PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
const { url } = await start(config, { overrides: { tiers: { free: generous(free), premium: generous(premium) } } })
tell(Number(new URL(url).port))

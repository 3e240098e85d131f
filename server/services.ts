import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Database } from '../db/database.ts'
import { openSqlite } from '../db/sqlite.ts'
import { createKeeping, type Keeping } from './cache/keeping/keeping.ts'
import { createOutcomes, type Outcomes } from './cache/keeping/outcomes.ts'
import { createWarmUp } from './cache/keeping/warm-up.ts'
import { createSimilarPictures, type SimilarPictures } from './cache/similar/similar-pictures.ts'
import { type Clock, systemClock } from './clock.ts'
import type { BurstStoreConfig, Config, UpstreamConfig } from './config.ts'
import { createMemoryEvents } from './events/memory.ts'
import { createFileChanges } from './identity/changes/sqlite.ts'
import type { Changes } from './identity/changes/types.ts'
import { createIdentity, type Identity } from './identity/identity.ts'
import { readOrMakeSecret } from './identity/secret.ts'
import { createMemoryRateLimiter } from './limits/memory.ts'
import { createTiers, type Tiers } from './limits/tiers.ts'
import type { RateLimiter } from './limits/types.ts'
import { type Courier, createCourier } from './notices/courier.ts'
import { createOutbound, type Outbound } from './notices/outbound.ts'
import { describePicture } from './pictures/describe-picture.ts'
import { DEFAULT_LOOK } from './pictures/look.ts'
import { pictureNames } from './pictures/picture-names.ts'
import { publicKey } from './pictures/request-picture.ts'
import type { PictureServices } from './pictures/services.ts'
import { createSketcher } from './pictures/sketch-picture.ts'
import { createWatchers, type Watchers } from './pictures/watchers.ts'
import { type Browsers, createBrowsers } from './push/browsers.ts'
import { createPushCarrier } from './push/push-carrier.ts'
import { openPushCrypto, type PushCrypto } from './push/push-crypto.ts'
import type { Account } from './queue/accounts.ts'
import { createBreaker } from './queue/breaker.ts'
import { createDispatcher } from './queue/dispatcher.ts'
import { lanesOf } from './queue/lanes.ts'
import { createPacer } from './queue/pacer.ts'
import { restPicture } from './rest/rest-picture.ts'
import { createDiskStorage } from './storage/disk.ts'
import { type DiskWatch, watchDisk } from './storage/disk-watch.ts'
import { createLog, type Log } from './telemetry/log.ts'
import type { Metrics } from './telemetry/metrics.ts'
import { watchUpstream } from './telemetry/watch-upstream.ts'
import type { Upstream } from './upstream/types.ts'
import { createWebhookCarrier } from './webhooks/webhook-carrier.ts'
import { createWebhooks, type Webhooks } from './webhooks/webhooks.ts'
import { createWordsThread } from './words/words-thread.ts'

export type Services = PictureServices & {
  config: Config
  log: Log
  burst: RateLimiter
  publicUrl: string
  upstream: Upstream
  identity: Identity
  watchers: Watchers
  similar: SimilarPictures
  outcomes: Outcomes
  keeping: Keeping
  /** Tells others how pictures ended: webhooks, and browsers whose pages are closed. */
  courier: Courier
  webhooks: Webhooks
  browsers: Browsers
  /** Where METRICS_PORT is set. */
  metrics?: Metrics | undefined
  /** Whether rows and pictures can be written. */
  disk: Pick<DiskWatch, 'trouble'>
  /** Stops what runs, closes what is open; the HTTP server first, this last. */
  close(): Promise<void>
}

/** What a test or a bench may put in the place of the real thing. */
export type Overrides = Partial<{
  clock: Clock
  log: Log
  db: Database
  upstream: Upstream
  tiers: Tiers
  burst: RateLimiter
  outbound: Outbound
}>

/** The composition root: the only place that picks backends. `publicUrl` is known once the port is. */
export async function createServices(config: Config, publicUrl: string, overrides: Overrides = {}): Promise<Services> {
  const clock = overrides.clock ?? systemClock
  const log = overrides.log ?? createLog(config.logLevel)
  const rows = overrides.db ?? openSqlite(join(config.dataDir, 'drawbridge.sqlite'))
  const files = createDiskStorage({ dir: join(config.dataDir, 'images') })
  const disk = watchDisk({ db: rows, storage: files, clock, log })
  const { db } = disk
  const keeping = createKeeping({ db, storage: disk.storage, clock, log, ...config.cache })
  const storage = keeping.watchStorage(disk.storage)
  const outcomes = createOutcomes({ db, clock, log })
  const tiers = overrides.tiers ?? createTiers(config.quota)
  const burst = overrides.burst ?? (await createBurst(config.burstStore, clock, log))
  const events = createMemoryEvents((error, topic) => log.error({ room: 'events', topic, error }, 'a listener broke'))
  const limit = config.upstreamLimit
  const metrics = config.metricsPort === undefined ? undefined : await openMetrics()
  const openAccount = async ({ name, apiKey }: { name: string; apiKey?: string }) => ({
    name,
    upstream: measured(overrides.upstream ?? (await createUpstream(config.upstream, apiKey, clock))),
    pacer: await createPacer({ db, clock, account: name, limit }),
    breaker: createBreaker(clock, Math.random),
  })
  const measured = (upstream: Upstream) => (metrics ? watchUpstream(upstream, clock, metrics.onCall) : upstream)
  const [firstName, ...otherNames] = accountsOf(config.upstream)
  const accounts: [Account, ...Account[]] = [await openAccount(firstName)]
  for (const name of otherNames) accounts.push(await openAccount(name))
  const { upstream } = accounts[0]
  const secret = config.secret ?? readOrMakeSecret(config.dataDir)
  const { oauth, trustedProxies } = config
  const mailer = config.mail && (await openMailer(config.mail))
  const changes = await createChanges(config.burstStore, db, clock, log)
  const identity = createIdentity({
    ...{ db, clock, secret, publicUrl, oauth, burst, trustedProxies, log, mailer, changes },
  })
  const words = createWordsThread({ clock, log })
  const similar = createSimilarPictures({ db, clock, log, words, ...pictureNames(upstream.model) })
  const dispatcher = createDispatcher({
    db,
    clock,
    lanes: lanesOf(tiers),
    accounts,
    storage,
    events,
    log,
    concurrency: config.upstreamConcurrency,
    cacheTtlMs: config.cache.ttlMs,
    similar,
    expireAfterMs: 2 * config.queue.maxWaitSeconds * 1000,
  })
  const drawingMs = () => dispatcher.drawingMs
  const sketcher =
    upstream.kind === 'renderer'
      ? undefined
      : createSketcher({ db, clock, storage, events, log, drawingMs, openRenderer })

  const allowedHosts = config.webhookAllowedHosts
  const outbound = overrides.outbound ?? createOutbound({ allowedHosts })
  let pushCrypto: Promise<PushCrypto> | undefined
  const crypto = () => {
    pushCrypto ??= openPushCrypto(config.dataDir, config.pushContact ?? contactAt(publicUrl))
    return pushCrypto
  }
  const pictureFor = async (id: string) => {
    const view = await describePicture(db.read, id)
    return view && restPicture(view, publicUrl)
  }
  const courier = createCourier({
    ...{ db, clock, log, events, random: Math.random },
    carriers: {
      webhook: createWebhookCarrier({ db, clock, outbound, serviceSecret: secret, pictureFor }),
      push: createPushCarrier({ db, outbound, crypto }),
    },
  })

  const { freePerDay, premiumPerDay, dailyCap } = config.quota
  log.info({ room: 'db', dialect: db.dialect }, 'rows are kept in SQLite')
  log.info({ room: 'storage', folder: join(config.dataDir, 'images') }, 'pictures are kept on disk')
  log.info({ room: 'events', kind: 'memory' }, 'watchers are told in this process')
  const signIn = Object.entries(oauth).flatMap(([name, client]) => (client ? [name] : []))
  log.info({ room: 'identity', signIn: ['password', 'token', ...signIn] }, 'people sign in with')
  if (mailer) log.info({ room: 'mail', from: config.mail?.from }, 'mail is sent')
  log.info({ room: 'limits', burst: burst.kind, freePerDay, premiumPerDay, dailyCap }, 'limits are kept')
  const { kind, model } = upstream
  log.info({ room: 'upstream', kind, model, limit, accounts: accounts.length }, 'pictures are drawn by')
  await dispatcher.start()
  courier.wake()
  identity.letters?.wake()
  keeping.start()
  const warmUp = config.cache.warmUp
    ? createWarmUp({
        ...{ db, clock, log, storage, events, accounts, dispatcher, ttlMs: config.cache.ttlMs },
        look: DEFAULT_LOOK,
        keyOf: (words) => publicKey(model, words),
      })
    : undefined
  warmUp?.start()
  metrics?.measure({
    ...{ db, clock, outcomes, keeping, dispatcher, warmUps: () => warmUp?.drawn ?? 0 },
    pacers: accounts.map(({ pacer }) => pacer),
    lanes: lanesOf(tiers).map(({ name }) => name),
  })
  log.info({ room: 'queue', ...config.queue, concurrency: config.upstreamConcurrency }, 'the queue is open')

  return {
    config,
    clock,
    log,
    db,
    tiers,
    dailyCap,
    burst,
    storage,
    disk,
    events,
    upstream,
    identity,
    dispatcher,
    sketcher,
    similar,
    outcomes,
    keeping,
    metrics,
    courier,
    webhooks: createWebhooks({ db, clock, serviceSecret: secret, allowedHosts, wake: courier.wake }),
    browsers: createBrowsers({ db, clock, allowedHosts, crypto }),
    watchers: createWatchers({ db, clock, dispatcher, events, sketcher }),
    publicUrl,
    queueBounds: config.queue,
    async close() {
      await warmUp?.close()
      await dispatcher.stop()
      await courier.close()
      await similar.close()
      await sketcher?.close()
      await identity.close()
      for (const account of accounts) await account.upstream.close()
      await burst.close()
      await keeping.close()
      await outcomes.close()
      disk.close()
      await db.close()
    },
  }
}

/** What this configuration does not use is never loaded: Redis clients and image decoders are a fifth of a start. */
async function createBurst(store: BurstStoreConfig, clock: Clock, log: Log): Promise<RateLimiter> {
  const memory = createMemoryRateLimiter(clock, { maxKeys: 100_000 })
  if (store.kind === 'memory') return memory
  const { createUpstashRateLimiter } = await import('./limits/upstash.ts')
  return createUpstashRateLimiter(store, clock, memory, log)
}

/** Loaded only where mail is sent. */
const openMailer = async (mail: NonNullable<Config['mail']>) => (await import('./mail/smtp.ts')).createSmtpMailer(mail)

/** Push services want an address to write to, if only one that leads nowhere. */
const contactAt = (publicUrl: string) =>
  publicUrl.startsWith('https://') ? publicUrl : 'mailto:operator@drawbridge.invalid'

/** Loaded only where somebody reads it. */
const openMetrics = async () => (await import('./telemetry/metrics.ts')).createMetrics()

/** How accounts changed by another process are heard of: the file tells, and where there is a Redis, that as well. */
async function createChanges(store: BurstStoreConfig, db: Database, clock: Clock, log: Log): Promise<Changes> {
  const local = createFileChanges(db)
  if (store.kind !== 'redis') return local
  const { createRedisChanges } = await import('./identity/changes/redis.ts')
  return createRedisChanges({ url: store.url, local, clock, log })
}

export async function createUpstream(
  config: UpstreamConfig,
  apiKey: string | undefined,
  clock: Clock,
): Promise<Upstream> {
  switch (config.kind) {
    case 'renderer':
      return await openRenderer()
    case 'openai':
      return (await import('./upstream/openai.ts')).createOpenAiUpstream({ ...config, apiKey }, clock)
    case 'automatic1111':
      return (await import('./upstream/automatic1111.ts')).createAutomatic1111Upstream({ ...config, apiKey }, clock)
    case 'word':
      return (await import('./upstream/word.ts')).createWordUpstream({ ...config, apiKey }, clock)
  }
}

/** The in-house renderer; its process starts with the first picture. */
async function openRenderer(): Promise<Upstream> {
  const [{ createRendererUpstream }, { createRendererProcess }] = await Promise.all([
    import('./upstream/renderer.ts'),
    import('./renderer/own-process.ts'),
  ])
  return createRendererUpstream(createRendererProcess())
}

type NamedAccount = { name: string; apiKey?: string }

/** Whose limit it is: each account of the upstream, by a name that tells keys apart and gives none away. */
export function accountsOf(config: UpstreamConfig): [NamedAccount, ...NamedAccount[]] {
  if (config.kind === 'renderer') return [{ name: 'renderer' }]
  const name = `${config.kind} ${new URL(config.url).host}`
  const [first, ...others] = config.apiKeys.map((apiKey) => ({ name: `${name} ${fingerprint(apiKey)}`, apiKey }))
  return first ? [first, ...others] : [{ name }]
}

const fingerprint = (apiKey: string) => createHash('sha256').update(apiKey).digest('hex').slice(0, 8)

import { existsSync } from 'node:fs'
import { z } from 'zod'
import { parseTrustedProxies, type TrustedProxies } from './identity/client-address.ts'
import type { OAuthClients } from './identity/identity-services.ts'

/** One upstream. Each of its keys is an account with a limit of its own; no key is one account, too. */
type Api = { url: string; apiKeys: readonly string[]; timeoutSeconds: number }

export type UpstreamConfig =
  | { kind: 'renderer' }
  | ({ kind: 'openai'; model: string } & Api)
  | ({ kind: 'automatic1111' | 'word'; model: string | undefined } & Api)

/** At most `calls` counted by the upstream in any window; `marginMs` bounds how long a call travels before it counts. */
export type UpstreamLimit = { calls: number; windowMs: number; marginMs: number }

export type BurstStoreConfig =
  | { kind: 'memory' }
  | { kind: 'redis'; url: string }
  | { kind: 'upstash'; url: string; token: string }

/** Everything the service can be told, parsed: no part of it can be half set. */
export type Config = {
  port: number
  host: string
  /** Without a trailing slash; undefined means http://localhost:<the port that was bound>. */
  publicUrl: string | undefined
  dataDir: string
  /** Undefined: made once and kept in dataDir. */
  secret: string | undefined
  trustedProxies: TrustedProxies
  burstStore: BurstStoreConfig
  upstream: UpstreamConfig
  /** Null: no limit (the in-house renderer's default). */
  upstreamLimit: UpstreamLimit | null
  upstreamConcurrency: number
  quota: { freePerDay: number; premiumPerDay: number; dailyCap: number | undefined }
  queue: { max: number; maxWaitSeconds: number }
  /** `maxBytes` undefined: no budget. `warmUp`: wanted pictures are drawn anew before they expire, when nobody waits. */
  cache: { ttlMs: number; maxBytes: number | undefined; warmUp: boolean }
  /** Undefined: no metrics are served. */
  metricsPort: number | undefined
  oauth: OAuthClients
  /** Undefined: no mail is sent. */
  mail: { url: string; from: string } | undefined
  /** Hosts that webhooks may call though they are not on the public internet. */
  webhookAllowedHosts: ReadonlySet<string>
  /** Whom push services write to when something is wrong; undefined: publicUrl, or nobody. */
  pushContact: string | undefined
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

/** A setting that is wrong: the message is one line that names it, what it was, and what is allowed. */
export class ConfigError extends Error {}

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `a whole number from ${min} to ${max}`)

const url = (protocols: RegExp, words: string) =>
  z.string().refine((value) => URL.canParse(value) && protocols.test(new URL(value).protocol), words)

const httpUrl = url(/^https?:$/, 'an http:// or https:// address')

/** The pages live at the root of an address of their own. */
const origin = z
  .string()
  .refine(
    (value) => URL.canParse(value) && /^https?:\/\/[^/?#@]+\/*$/.test(value),
    'an http:// or https:// address without a path, like https://draw.example.org',
  )

/** An address, alone or behind a name: `Drawbridge <no-reply@example.org>`. */
const mailbox = z
  .string()
  .max(254)
  .regex(
    /^(?:[^<>@"\r\n]* <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
    'an email address, like Drawbridge <no-reply@example.org>',
  )

/** As a URL has them: lower case, IPv6 in brackets. */
const hosts = z
  .string()
  .transform((list) => list.split(/[\s,]+/).filter(Boolean))
  .refine(
    (list) => list.every((host) => URL.canParse(`http://${host}`) && new URL(`http://${host}`).host === host),
    'host names or addresses without port, separated by commas, like hooks.internal, 10.0.0.7',
  )

const settings = z.object({
  PORT: whole(0, 65_535).optional(),
  HOST: z.string().optional(),
  PUBLIC_URL: origin.optional(),
  DATA_DIR: z.string().optional(),
  NEXTAUTH_SECRET: z.string().min(16, 'at least 16 characters').optional(),
  TRUSTED_PROXIES: z.string().optional(),
  DATABASE_URL: z.never('left unset: this version keeps its SQLite file in DATA_DIR').optional(),
  REDIS_URL: url(/^rediss?:$/, 'a redis:// or rediss:// address').optional(),
  UPSTASH_REDIS_REST_URL: httpUrl.optional(),
  UPSTASH_REDIS_REST_TOKEN: z.string().optional(),
  UPSTREAM: z
    .enum(['renderer', 'openai', 'automatic1111', 'word'], 'renderer, openai, automatic1111 or word')
    .optional(),
  UPSTREAM_URL: httpUrl.optional(),
  UPSTREAM_API_KEY: z.string().optional(),
  UPSTREAM_MODEL: z.string().max(100, 'at most 100 characters').optional(),
  UPSTREAM_LIMIT: whole(1, 1_000_000).optional(),
  UPSTREAM_WINDOW_SECONDS: whole(1, 86_400).optional(),
  UPSTREAM_MARGIN_MS: whole(0, 60_000).optional(),
  UPSTREAM_CONCURRENCY: whole(1, 1_000).optional(),
  UPSTREAM_TIMEOUT_SECONDS: whole(1, 3_600).optional(),
  FREE_PER_DAY: whole(0, 1_000_000).optional(),
  PREMIUM_PER_DAY: whole(0, 1_000_000).optional(),
  DAILY_CAP: whole(1, 1_000_000_000).optional(),
  QUEUE_MAX: whole(1, 1_000_000).optional(),
  QUEUE_MAX_WAIT_MINUTES: whole(1, 1_440).optional(),
  CACHE_TTL_HOURS: whole(1, 87_600).optional(),
  CACHE_MAX_MB: whole(1, 1_000_000_000).optional(),
  CACHE_WARM_UP: z.enum(['on', 'off'], 'on or off').optional(),
  METRICS_PORT: whole(1, 65_535).optional(),
  GITHUB_ID: z.string().optional(),
  GITHUB_SECRET: z.string().optional(),
  GOOGLE_ID: z.string().optional(),
  GOOGLE_SECRET: z.string().optional(),
  SMTP_URL: url(/^smtps?:$/, 'an smtp:// or smtps:// address').optional(),
  MAIL_FROM: mailbox.optional(),
  WEBHOOK_ALLOWED_HOSTS: hosts.optional(),
  PUSH_CONTACT: url(/^(https|mailto):$/, 'a mailto: or https:// address').optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug'], 'silent, error, warn, info or debug').optional(),
})

type Settings = z.infer<typeof settings>
type Env = Record<string, string | undefined>

/** Secrets never appear in an error, not even a wrong one. */
const SECRET = /SECRET|KEY|TOKEN|PASSWORD|^(?!PUBLIC_).*_URL$/

/** Parses the environment. An empty value counts as unset. Throws ConfigError for the first setting that is wrong. */
export function loadConfig(env: Env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = settings.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const name = String(issue?.path[0] ?? 'setting')
    throw wrong(name, given[name], issue?.message ?? 'something else')
  }
  const s = parsed.data
  return {
    port: s.PORT ?? 3000,
    host: s.HOST ?? '127.0.0.1',
    publicUrl: s.PUBLIC_URL?.replace(/\/+$/, ''),
    dataDir: s.DATA_DIR ?? './data',
    secret: s.NEXTAUTH_SECRET,
    trustedProxies: trustedProxies(s.TRUSTED_PROXIES ?? ''),
    burstStore: burstStore(s),
    upstream: upstream(s),
    upstreamLimit: upstreamLimit(s),
    upstreamConcurrency: s.UPSTREAM_CONCURRENCY ?? concurrencyFor(upstream(s)),
    quota: { freePerDay: s.FREE_PER_DAY ?? 5, premiumPerDay: s.PREMIUM_PER_DAY ?? 100, dailyCap: s.DAILY_CAP },
    queue: { max: s.QUEUE_MAX ?? 1000, maxWaitSeconds: (s.QUEUE_MAX_WAIT_MINUTES ?? 15) * 60 },
    cache: {
      ttlMs: (s.CACHE_TTL_HOURS ?? 48) * 3_600_000,
      maxBytes: s.CACHE_MAX_MB && s.CACHE_MAX_MB * 1_000_000,
      warmUp: s.CACHE_WARM_UP === 'on',
    },
    metricsPort: s.METRICS_PORT,
    oauth: {
      github: both('GITHUB_ID', s.GITHUB_ID, 'GITHUB_SECRET', s.GITHUB_SECRET),
      google: both('GOOGLE_ID', s.GOOGLE_ID, 'GOOGLE_SECRET', s.GOOGLE_SECRET),
    },
    mail: mail(s),
    webhookAllowedHosts: new Set(s.WEBHOOK_ALLOWED_HOSTS),
    pushContact: s.PUSH_CONTACT,
    logLevel: s.LOG_LEVEL ?? 'info',
  }
}

/** The configuration of this process, from the environment and, where that is silent, a file `.env` in this folder. */
export function configFromEnvironment(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return loadConfig(process.env)
}

function upstream(s: Settings): UpstreamConfig {
  const kind = s.UPSTREAM ?? 'renderer'
  if (kind === 'renderer') {
    if (s.UPSTREAM_URL) throw wrong('UPSTREAM', s.UPSTREAM, 'openai, automatic1111 or word, since UPSTREAM_URL is set')
    return { kind }
  }
  if (!s.UPSTREAM_URL)
    throw wrong('UPSTREAM_URL', undefined, `an http:// or https:// address, since UPSTREAM is ${kind}`)
  if (kind === 'word' && !/\{prompt\}|%7Bprompt%7D/i.test(s.UPSTREAM_URL)) {
    throw wrong('UPSTREAM_URL', s.UPSTREAM_URL, 'an address with {prompt} in it, since UPSTREAM is word')
  }
  const apiKeys = [...new Set((s.UPSTREAM_API_KEY ?? '').split(',').map((key) => key.trim()))].filter(Boolean)
  const api = { url: s.UPSTREAM_URL, apiKeys, timeoutSeconds: s.UPSTREAM_TIMEOUT_SECONDS ?? 120 }
  if (kind === 'openai') return { kind, ...api, model: s.UPSTREAM_MODEL ?? 'gpt-image-1' }
  return { kind, ...api, model: s.UPSTREAM_MODEL }
}

/** Thirty calls of each account may be out at once; the in-house renderer has no use for more than a few. */
const concurrencyFor = (upstream: UpstreamConfig) =>
  upstream.kind === 'renderer' ? 4 : 30 * Math.max(1, upstream.apiKeys.length)

function upstreamLimit(s: Settings): UpstreamLimit | null {
  const calls = s.UPSTREAM_LIMIT ?? ((s.UPSTREAM ?? 'renderer') === 'renderer' ? undefined : 30)
  if (calls === undefined) return null
  return { calls, windowMs: (s.UPSTREAM_WINDOW_SECONDS ?? 60) * 1000, marginMs: s.UPSTREAM_MARGIN_MS ?? 600 }
}

function burstStore(s: Settings): BurstStoreConfig {
  if (s.UPSTASH_REDIS_REST_URL) {
    if (!s.UPSTASH_REDIS_REST_TOKEN)
      throw wrong('UPSTASH_REDIS_REST_TOKEN', undefined, 'set together with UPSTASH_REDIS_REST_URL')
    return { kind: 'upstash', url: s.UPSTASH_REDIS_REST_URL, token: s.UPSTASH_REDIS_REST_TOKEN }
  }
  if (s.UPSTASH_REDIS_REST_TOKEN) {
    throw wrong('UPSTASH_REDIS_REST_URL', undefined, 'set together with UPSTASH_REDIS_REST_TOKEN')
  }
  return s.REDIS_URL ? { kind: 'redis', url: s.REDIS_URL } : { kind: 'memory' }
}

function mail({ SMTP_URL, MAIL_FROM }: Settings): Config['mail'] {
  if (!SMTP_URL && !MAIL_FROM) return undefined
  if (!SMTP_URL) throw wrong('SMTP_URL', undefined, 'set together with MAIL_FROM')
  if (!MAIL_FROM) throw wrong('MAIL_FROM', undefined, 'set together with SMTP_URL')
  return { url: SMTP_URL, from: MAIL_FROM }
}

function both(
  idName: string,
  id: string | undefined,
  secretName: string,
  secret: string | undefined,
): OAuthClients['github'] {
  if (!id && !secret) return undefined
  if (!id) throw wrong(idName, undefined, `set together with ${secretName}`)
  if (!secret) throw wrong(secretName, undefined, `set together with ${idName}`)
  return { clientId: id, clientSecret: secret }
}

function trustedProxies(list: string): TrustedProxies {
  try {
    return parseTrustedProxies(list)
  } catch (error) {
    const why = error instanceof Error ? error.message : 'addresses or CIDR ranges, comma separated'
    throw wrong('TRUSTED_PROXIES', list, why)
  }
}

function wrong(name: string, was: string | undefined, allowed: string): ConfigError {
  const secret = SECRET.test(name) || was?.includes('@') // an address may carry a password before its host
  const shown = was === undefined ? 'not set' : secret ? '(not shown)' : JSON.stringify(was)
  return new ConfigError(`${name} is ${shown}; allowed: ${allowed}`)
}

/** What Next and NextAuth read from the environment themselves. Call it before either is loaded. */
export function prepareEnvironment({ dev }: { dev: boolean }) {
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })
}

/** NextAuth builds its callback addresses from this. */
export function announcePublicUrl(publicUrl: string) {
  process.env.NEXTAUTH_URL = publicUrl
}

/** The environment for a child process: this one's, and `set`. */
export const commandEnvironment = (set: Record<string, string>): NodeJS.ProcessEnv => ({ ...process.env, ...set })

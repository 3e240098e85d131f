import { describe, expect, test } from 'vitest'
import { ConfigError, loadConfig } from './config.ts'

const complaint = (env: Record<string, string>): string => {
  try {
    loadConfig(env)
    return 'none'
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return error instanceof Error ? error.message : ''
  }
}

describe('without any settings', () => {
  test('everything has a value', () => {
    expect(loadConfig({})).toMatchObject({
      ...{ port: 3000, host: '127.0.0.1', publicUrl: undefined, dataDir: './data', secret: undefined },
      ...{
        burstStore: { kind: 'memory' },
        upstream: { kind: 'renderer' },
        upstreamLimit: null,
        upstreamConcurrency: 4,
      },
      quota: { freePerDay: 5, premiumPerDay: 100, dailyCap: undefined },
      ...{
        queue: { max: 1000, maxWaitSeconds: 900 },
        cache: { ttlMs: 172_800_000, maxBytes: undefined, warmUp: false },
        logLevel: 'info',
      },
      oauth: { github: undefined, google: undefined },
    })
    expect(loadConfig({}).trustedProxies.entries).toEqual([])
  })

  test('an empty value is no value', () => {
    const names = [
      'PORT',
      'PUBLIC_URL',
      'UPSTREAM',
      'UPSTREAM_URL',
      'GITHUB_ID',
      'REDIS_URL',
      'DATABASE_URL',
      'DAILY_CAP',
    ]
    const empty = Object.fromEntries(names.map((name) => [name, '']))
    expect({ ...loadConfig(empty), trustedProxies: 0 }).toEqual({ ...loadConfig({}), trustedProxies: 0 })
  })
})

describe('settings that are right', () => {
  test('an HTTP upstream is paced at 30 a minute unless told otherwise', () => {
    const api = { UPSTREAM: 'openai', UPSTREAM_URL: 'https://api.example.org/v1', UPSTREAM_API_KEY: 'k' }
    const config = loadConfig(api)
    expect(config).toMatchObject({
      upstream: {
        ...{ kind: 'openai', url: api.UPSTREAM_URL, apiKeys: ['k'], model: 'gpt-image-1', timeoutSeconds: 120 },
      },
      ...{ upstreamLimit: { calls: 30, windowMs: 60_000, marginMs: 600 }, upstreamConcurrency: 30 },
    })
    const paced = { UPSTREAM_LIMIT: '6', UPSTREAM_WINDOW_SECONDS: '10', UPSTREAM_MARGIN_MS: '0' }
    expect(loadConfig({ ...api, ...paced }).upstreamLimit).toEqual({ calls: 6, windowMs: 10_000, marginMs: 0 })
    expect(loadConfig({ UPSTREAM_LIMIT: '6' }).upstreamLimit?.calls).toBe(6)
  })

  test('the cache has a budget, and is warmed up, only where it is said', () => {
    const settings = { CACHE_TTL_HOURS: '1', CACHE_MAX_MB: '500', CACHE_WARM_UP: 'on' }
    expect(loadConfig(settings).cache).toEqual({ ttlMs: 3_600_000, maxBytes: 500_000_000, warmUp: true })
    expect(loadConfig({ CACHE_WARM_UP: 'off' }).cache).toMatchObject({ maxBytes: undefined, warmUp: false })
    expect([loadConfig({}).metricsPort, loadConfig({ METRICS_PORT: '9464' }).metricsPort]).toEqual([undefined, 9464])
  })

  test('an address with {prompt} in it, escaped or not, is a word upstream', () => {
    for (const url of ['https://x.example/draw?q={prompt}&k=100%', 'https://x.example/%7Bprompt%7D']) {
      expect(loadConfig({ UPSTREAM: 'word', UPSTREAM_URL: url }).upstream).toMatchObject({ kind: 'word', url })
    }
  })

  test('stores and accounts come as wholes', () => {
    expect(loadConfig({ REDIS_URL: 'rediss://u:p@h:1' }).burstStore).toEqual({ kind: 'redis', url: 'rediss://u:p@h:1' })
    const upstash = { UPSTASH_REDIS_REST_URL: 'https://h.example', UPSTASH_REDIS_REST_TOKEN: 't' }
    expect(loadConfig(upstash).burstStore).toEqual({ kind: 'upstash', url: 'https://h.example', token: 't' })
    const github = { GITHUB_ID: 'i', GITHUB_SECRET: 's' }
    expect(loadConfig(github).oauth).toEqual({ github: { clientId: 'i', clientSecret: 's' }, google: undefined })
    expect(loadConfig({ PUBLIC_URL: 'https://draw.example.org/' }).publicUrl).toBe('https://draw.example.org')
    expect(loadConfig({ TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies.entries).toHaveLength(2)
  })
})

describe('a setting that is wrong stops the start with one line: its name, what it was, what is allowed', () => {
  const whole = (name: string, from: number, to: number) => {
    const allowed = `allowed: a whole number from ${from} to ${to}`
    const values = ['-1', '1.5', 'ten', '0x10', '1e3', ' 7', String(to + 1), ...(from > 0 ? [String(from - 1)] : [])]
    return values.map((value) => [name, value, `${name} is "${value}"; ${allowed}`])
  }
  const shown = (name: string, value: string, allowed: string) => [
    [name, value, `${name} is ${JSON.stringify(value)}; allowed: ${allowed}`],
  ]
  const hidden = (name: string, value: string, allowed: string) => [
    [name, value, `${name} is (not shown); allowed: ${allowed}`],
  ]
  const http = 'an http:// or https:// address'
  const publicUrl = `${http} without a path, like https://draw.example.org`

  test.each([
    ...whole('PORT', 0, 65_535),
    ...whole('UPSTREAM_LIMIT', 1, 1_000_000),
    ...whole('UPSTREAM_WINDOW_SECONDS', 1, 86_400),
    ...whole('UPSTREAM_MARGIN_MS', 0, 60_000),
    ...whole('UPSTREAM_CONCURRENCY', 1, 1_000),
    ...whole('UPSTREAM_TIMEOUT_SECONDS', 1, 3_600),
    ...whole('FREE_PER_DAY', 0, 1_000_000),
    ...whole('PREMIUM_PER_DAY', 0, 1_000_000),
    ...whole('DAILY_CAP', 1, 1_000_000_000),
    ...whole('QUEUE_MAX', 1, 1_000_000),
    ...whole('QUEUE_MAX_WAIT_MINUTES', 1, 1_440),
    ...whole('CACHE_TTL_HOURS', 1, 87_600),
    ...whole('CACHE_MAX_MB', 1, 1_000_000_000),
    ...whole('METRICS_PORT', 1, 65_535),
    ...shown('CACHE_WARM_UP', 'yes', 'on or off'),
    ...shown('UPSTREAM', 'dalle', 'renderer, openai, automatic1111 or word'),
    ...shown('LOG_LEVEL', 'loud', 'silent, error, warn, info or debug'),
    ...shown('UPSTREAM_MODEL', 'm'.repeat(101), 'at most 100 characters'),
    ...shown('PUBLIC_URL', 'draw.example.org', publicUrl),
    ...shown('PUBLIC_URL', 'ftp://draw.example.org', publicUrl),
    ...shown('PUBLIC_URL', 'https://example.org/draw', publicUrl),
    ...shown('PUBLIC_URL', 'https://example.org\n/x', publicUrl),
    ...hidden('PUBLIC_URL', 'https://me:pass@example.org', publicUrl),
    ...hidden('NEXTAUTH_SECRET', 'short', 'at least 16 characters'),
    ...hidden('REDIS_URL', 'http://u:pass@h', 'a redis:// or rediss:// address'),
    ...hidden('UPSTASH_REDIS_REST_URL', 'redis://pass@h', http),
    ...hidden('UPSTREAM_URL', 'api.example.org?key=pass', http),
    ...hidden('DATABASE_URL', 'postgres://u:pass@h/d', 'left unset: this version keeps its SQLite file in DATA_DIR'),
  ])('%s=%j', (name = '', value = '', message) => {
    const said = complaint({ [name]: value })
    expect(said).toBe(message)
    expect(said).not.toMatch(/\n|pass/)
  })

  test.each([
    [{ UPSTREAM: 'openai' }, `UPSTREAM_URL is not set; allowed: ${http}, since UPSTREAM is openai`],
    [
      { UPSTREAM: 'word', UPSTREAM_URL: 'https://x.example/100%?key=pass' },
      'UPSTREAM_URL is (not shown); allowed: an address with {prompt} in it, since UPSTREAM is word',
    ],
    [
      { UPSTREAM_URL: 'https://x.example' },
      'UPSTREAM is not set; allowed: openai, automatic1111 or word, since UPSTREAM_URL is set',
    ],
    [
      { UPSTREAM: 'renderer', UPSTREAM_URL: 'https://x.example' },
      'UPSTREAM is "renderer"; allowed: openai, automatic1111 or word, since UPSTREAM_URL is set',
    ],
    [{ SMTP_URL: 'smtp://u:pass@h' }, 'MAIL_FROM is not set; allowed: set together with SMTP_URL'],
    [{ MAIL_FROM: 'a@example.org' }, 'SMTP_URL is not set; allowed: set together with MAIL_FROM'],
    [{ SMTP_URL: 'http://u:pass@h' }, 'SMTP_URL is (not shown); allowed: an smtp:// or smtps:// address'],
    [
      { SMTP_URL: 'smtp://h', MAIL_FROM: 'nobody' },
      'MAIL_FROM is "nobody"; allowed: an email address, like Drawbridge <no-reply@example.org>',
    ],
    [{ GITHUB_ID: 'i' }, 'GITHUB_SECRET is not set; allowed: set together with GITHUB_ID'],
    [{ GOOGLE_SECRET: 'pass' }, 'GOOGLE_ID is not set; allowed: set together with GOOGLE_SECRET'],
    [
      { UPSTASH_REDIS_REST_URL: 'https://x.example' },
      'UPSTASH_REDIS_REST_TOKEN is not set; allowed: set together with UPSTASH_REDIS_REST_URL',
    ],
    [
      { UPSTASH_REDIS_REST_TOKEN: 'pass' },
      'UPSTASH_REDIS_REST_URL is not set; allowed: set together with UPSTASH_REDIS_REST_TOKEN',
    ],
  ])('half of a pair: %j', (env, message) => {
    expect(complaint(env)).toBe(message)
  })

  test.each(['0.0.0.0/0', '::/0', 'proxy.local', '10.0.0.0/99'])('TRUSTED_PROXIES=%s', (list) => {
    const said = complaint({ TRUSTED_PROXIES: list })
    expect(said).toMatch(/^TRUSTED_PROXIES is "[^\n]+"; allowed: [^\n]+$/)
    expect(said).toContain(list)
  })
})

import type { RatelimitConfig } from '@upstash/ratelimit'
import { Redis as UpstashRedis } from '@upstash/redis'
import { Redis } from 'ioredis'

/** Where shared counts live: any Redis by URL (redis:// or rediss://), or Upstash's REST API. */
export type StoreConfig = { kind: 'redis'; url: string } | { kind: 'upstash'; url: string; token: string }

export type StoreClient = { redis: RatelimitConfig['redis']; close(): void }

const LONGEST_RECONNECT_DELAY_MS = 1000
const SILENT_SOCKET_MS = 5000

/** A client for @upstash/ratelimit. It gives up on a command after `timeoutMs`, never sends one twice, and reconnects by itself. */
export function createStoreClient(config: StoreConfig, timeoutMs: number): StoreClient {
  if (config.kind === 'redis') return createPlainClient(config.url, timeoutMs)
  const redis = new UpstashRedis({
    url: config.url,
    token: config.token,
    retry: false,
    enableTelemetry: false,
    signal: () => AbortSignal.timeout(timeoutMs),
  })
  return { redis, close: () => {} }
}

function createPlainClient(url: string, timeoutMs: number): StoreClient {
  const redis = new Redis(url, {
    commandTimeout: timeoutMs,
    socketTimeout: SILENT_SOCKET_MS,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (attempt) => Math.min(attempt * 50, LONGEST_RECONNECT_DELAY_MS),
  })
  // ioredis prints errors nobody listens to; each take meets them as its own rejection.
  redis.on('error', () => {})
  const scripts = {
    eval: (script: string, keys: string[], args: unknown[]) =>
      redis.eval(script, keys.length, ...keys, ...args.map(String)),
    evalsha: (sha: string, keys: string[], args: unknown[]) =>
      redis.evalsha(sha, keys.length, ...keys, ...args.map(String)),
  }
  return { redis: asUpstashRedis(scripts), close: () => redis.disconnect() }
}

/** @upstash/ratelimit's type asks for Upstash's own client, of which it calls only these two unless limits are dynamic. */
function asUpstashRedis(scripts: { eval: unknown; evalsha: unknown }): RatelimitConfig['redis'] {
  return scripts as unknown as RatelimitConfig['redis']
}

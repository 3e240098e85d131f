import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import type { Clock } from '../../clock.ts'
import type { Log } from '../log.ts'
import type { Changes } from './types.ts'

const CHANNEL = 'drawbridge:accounts-changed'
const LONGEST_RECONNECT_DELAY_MS = 1000
/** How long a server that has stopped answering, connections open, goes unnoticed at most: twice this. */
const BEAT_MS = 1000

/**
 * Processes that share a Redis: a change reaches the others as soon as a message does. While this process hears nothing
 * (connection lost, server frozen) it remembers nothing, and a change it could not tell is told once Redis is back.
 */
export function createRedisChanges({
  url,
  local,
  clock,
  log,
}: {
  url: string
  local: Changes
  clock: Pick<Clock, 'timer'>
  log: Log
}): Changes {
  const self = randomUUID()
  const options = {
    retryStrategy: (attempt: number) => Math.min(attempt * 50, LONGEST_RECONNECT_DELAY_MS),
    ...{ maxRetriesPerRequest: 0, autoResendUnfulfilledCommands: false, commandTimeout: BEAT_MS },
  }
  const listener = new Redis(url, { ...options, autoResubscribe: false })
  const speaker = new Redis(url, options)
  let heard = 0
  let listening = false
  let unsaid = false
  let said = true
  let closed = false

  const lost = (error?: unknown) => {
    if (listening)
      log.warn(
        { room: 'identity', error: error && String(error) },
        'changes by others are not heard: nothing is remembered',
      )
    listening = false
    heard++
  }
  const speak = async () => {
    unsaid = false
    said = true
    try {
      await speaker.publish(CHANNEL, self)
    } catch {
      unsaid = true // told when Redis is back
    }
  }
  const subscribe = async () => {
    try {
      await listener.subscribe(CHANNEL)
      heard++ // whatever was said meanwhile
      listening = true
    } catch (error) {
      lost(error)
    }
  }

  listener.on('ready', () => void subscribe())
  listener.on('close', () => lost())
  listener.on('message', (_channel, from) => {
    if (from !== self) heard++
  })
  speaker.on('ready', () => {
    if (unsaid) void speak()
  })
  // ioredis prints errors nobody listens to; each command meets them as its own rejection.
  for (const redis of [listener, speaker]) redis.on('error', () => {})

  const beat = async () => {
    try {
      await listener.ping()
      if (!listening && listener.status === 'ready') await subscribe()
    } catch (error) {
      lost(error)
    }
    if (unsaid) await speak()
    if (!closed) stopBeat = clock.timer(BEAT_MS, () => void beat())
  }
  let stopBeat = clock.timer(BEAT_MS, () => void beat())

  return {
    version: () => {
      const file = local.version()
      return listening && file !== undefined ? heard + file : undefined
    },
    announce() {
      local.announce()
      if (closed || !said) return
      said = false // one message tells of all changes of this turn
      queueMicrotask(() => void speak())
    },
    async close() {
      closed = true
      stopBeat()
      listener.disconnect()
      speaker.disconnect()
      await local.close()
    },
  }
}

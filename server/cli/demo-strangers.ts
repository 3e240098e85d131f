import { randomUUID } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { Caller } from '../identity/caller.ts'
import { ALL_SCOPES } from '../identity/scopes.ts'
import { takeBurst } from '../limits/burst.ts'
import { requestPicture } from '../pictures/request-picture.ts'
import type { Services } from '../services.ts'

const EVERY_MS = 11_000
const AT_ONCE = 8

const WISHES = [
  'a lighthouse in a storm',
  'three penguins on an iceberg',
  'a castle under the moon',
  'a fox in the autumn forest',
  'a red bicycle by the sea',
  'a whale in the deep ocean',
  'a train through the mountains',
  'two owls at night',
  'a rocket above the clouds',
  'a garden full of tulips',
  'a camel in the desert',
  'a city in the rain',
]

/** Strangers who ask for pictures of their own, so that there is a queue to see: some at once, then one every few seconds. */
export function keepAsking(services: Services): { stop(): void } {
  let asked = 0
  const ask = () => {
    const n = asked++
    const words = `${WISHES[n % WISHES.length]}, ${n + 1}`
    askFor(services, stranger(n), words).catch((error) => {
      if (!(error instanceof AppError)) throw error // a full queue is part of the show
    })
  }
  for (let i = 0; i < AT_ONCE; i++) ask()
  const timer = setInterval(ask, EVERY_MS)
  return { stop: () => clearInterval(timer) }
}

async function askFor(services: Services, caller: Caller, words: string) {
  const receipt = await takeBurst(services, caller, 'burst', { minutes: [] })
  await requestPicture(services, caller, { words, idempotencyKey: randomUUID() }, receipt)
}

function stranger(n: number): Caller {
  const subject = `ip:demo-${n}` as const
  return { subject, tier: 'free', owner: subject, via: 'visitor', scopes: ALL_SCOPES, address: { subject } }
}

import { setTimeout as after } from 'node:timers/promises'
import { createRandom } from '../queue/random.ts'
import { type AskedPicture, askForPictures, visitorOf } from './ask.ts'
import { startAsked } from './commands.ts'
import { startDrawbridge } from './crowd-facts.ts'
import type { Learnt, Losing } from './losing.ts'
import type { Plan } from './plan.ts'

const SEED = 7
const DRAWING_MS = 20

export type EndingsFacts = Omit<Learnt, 'endings'> & {
  pictures: number
  ready: number
  failed: number
  cancelled: number
  /** Watchers who never heard of the end, or of another end than the picture had. */
  missed: number
}

/** Pictures that become ready, fail or are cancelled while their watchers lose their streams at random moments. */
export async function measureEndings({ endings: { pictures, disconnects } }: Plan): Promise<EndingsFacts> {
  const random = createRandom(SEED)
  const drawbridge = await startDrawbridge()
  const crowd = await startAsked(new URL('./losing.ts', import.meta.url), 1)
  try {
    const wishes = Array.from({ length: pictures }, (_, i) => ({
      words: `${i % 3 === 0 ? 'a forbidden' : 'a red'} car number ${i}`,
      visitor: visitorOf(`watcher-${i}`),
    }))
    const asked = await askForPictures(drawbridge.port, wishes)
    const watching = crowd.ask<Learnt>('lose', {
      ...{ port: drawbridge.port, disconnects, seed: SEED },
      watched: asked.map(({ id, path, visitor }) => ({ id, path, visitor })),
    } satisfies Losing)
    await drawbridge.ask('pace', DRAWING_MS)
    const cancelling = asked
      .filter(() => random.next() < 1 / 3)
      .map(async (picture) => {
        await after(random.between(0, pictures * DRAWING_MS))
        await cancel(drawbridge.port, picture)
      })
    await Promise.all(cancelling)
    const { endings, ...learnt } = await watching
    const truths = await Promise.all(
      asked.map(async (picture) => [picture.id, await read(drawbridge.port, picture)] as const),
    )
    const count = (status: string) => truths.filter(([, truth]) => truth === status).length
    return {
      ...learnt,
      pictures,
      ready: count('ready'),
      failed: count('failed'),
      cancelled: count('cancelled'),
      missed: truths.filter(([id, truth]) => endings[id] !== truth).length,
    }
  } finally {
    await crowd.stop()
    await drawbridge.stop()
  }
}

const cookie = ({ visitor }: AskedPicture) => `drawbridge_visitor=${visitor}`

/** Too late is no error: then it is drawn. */
async function cancel(port: number, picture: AskedPicture) {
  const response = await fetch(`http://127.0.0.1:${port}/api/trpc/pictures.cancel`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookie(picture) },
    body: JSON.stringify({ id: picture.id }),
  })
  await response.arrayBuffer()
  if (!response.ok && response.status !== 409) throw new Error(`a picture could not be cancelled: ${response.status}`)
}

async function read(port: number, picture: AskedPicture): Promise<string> {
  const input = encodeURIComponent(JSON.stringify({ id: picture.id }))
  const response = await fetch(`http://127.0.0.1:${port}/api/trpc/pictures.get?input=${input}`, {
    headers: { cookie: cookie(picture) },
  })
  const { result } = (await response.json()) as { result: { data: { status: string } } }
  return result.data.status
}

import { openConnection } from '../http/raw-client.ts'
import type { Watched } from './crowd.ts'

const CONNECTIONS = 16

/** A visitor's cookie: 27 characters of base64url. */
export const visitorOf = (name: string) => name.padEnd(27, '-')

export const watchPath = (id: string) => `/api/trpc/pictures.watch?input=${encodeURIComponent(JSON.stringify({ id }))}`

export type Wish = { words: string; visitor: string }
export type AskedPicture = Watched & Wish & { id: string }

/** Asks for every picture as a visitor of its own, and tells where each can be watched. Throws at the first refusal. */
export async function askForPictures(port: number, wishes: readonly Wish[]): Promise<AskedPicture[]> {
  const todo = [...wishes.entries()]
  const asked: AskedPicture[] = []
  const connect = async () => {
    let current: (typeof todo)[number] | undefined
    await openConnection(
      { port },
      () => {
        current = todo.shift()
        return current && askRequest(...current)
      },
      (answer) => {
        const body = answer.body()
        const id = /"id":"([\w-]+)"/.exec(body)?.[1]
        if (answer.status !== 200 || !id || !current) throw new Error(`a picture was refused: ${body}`)
        asked.push({ ...current[1], id, path: watchPath(id) })
      },
    )
  }
  await Promise.all(Array.from({ length: Math.min(CONNECTIONS, wishes.length) }, connect))
  return asked
}

function askRequest(number: number, { words, visitor }: Wish): Buffer {
  const body = JSON.stringify({ words, idempotencyKey: `${visitor}-${number}` })
  const head = [
    'POST /api/trpc/pictures.request HTTP/1.1',
    'Host: localhost',
    'Sec-Fetch-Site: same-origin',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Cookie: drawbridge_visitor=${visitor}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
}

import { randomUUID } from 'node:crypto'
import { type APIRequestContext, expect } from '@playwright/test'
import type { PictureView } from '../../server/pictures/view.ts'

/** Calls the browser's API the way a page does, with the cookies of `request`'s browser. */
export const query = <T>(request: APIRequestContext, url: string, path: string, input?: object) =>
  request
    .get(`${url}/api/trpc/${path}`, { params: input ? { input: JSON.stringify(input) } : {} })
    .then((answer) => answer.json())
    .then((body): T => body.result.data)

export async function mutate<T>(request: APIRequestContext, url: string, path: string, input: object): Promise<T> {
  const answer = await request.post(`${url}/api/trpc/${path}`, { data: input })
  expect(answer.ok(), `${path} is answered ${answer.status()}: ${await answer.text()}`).toBe(true)
  return (await answer.json()).result.data
}

type Look = { size?: string; style?: string }

/** Asks for a picture without waiting for it. */
export const askFor = (request: APIRequestContext, url: string, words: string, look: Look = {}) =>
  mutate<PictureView>(request, url, 'pictures.request', { words, ...look, idempotencyKey: randomUUID() })

/** Has words drawn, and waits until their picture is offered for `similar` ones. */
export async function drawnAndOffered(request: APIRequestContext, url: string, words: string, similar: string) {
  await drawn(request, url, words)
  type Answer = { offer?: { words: string } }
  await expect
    .poll(async () => (await query<Answer>(request, url, 'pictures.similar', { words: similar })).offer?.words)
    .toBe(words)
}

/** Asks for a picture and waits until it is ready. */
export async function drawn(
  request: APIRequestContext,
  url: string,
  words: string,
  look: Look = {},
): Promise<PictureView> {
  let picture = await askFor(request, url, words, look)
  await expect
    .poll(async () => {
      picture = await query<PictureView>(request, url, 'pictures.get', { id: picture.id })
      return picture.status
    })
    .toBe('ready')
  return picture
}

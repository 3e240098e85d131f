import { z } from 'zod'
import { sniffPicture } from '../upstream/sniff.ts'

/** What a caller of any shape asked for. `seed` is absent where its API has none. */
export type DrawCall = {
  words: string
  seed?: number
  width: number
  height: number
  count: number
  asUrl: boolean
}

export type Payload = { type: string; body: Buffer }

/** One API the emulator speaks: which calls are its own, what they ask, and how pictures are answered. */
export type Shape = {
  matches(method: string, url: URL): boolean
  /** Throws a ZodError, SyntaxError or URIError for a call that makes no sense. */
  read(url: URL, body: string): DrawCall
  write(pictures: Buffer[], call: DrawCall, urlOf: (picture: Buffer) => string): Payload
}

const pixels = z.coerce.number().int().min(16).max(4096)
const seed = z.coerce.number().int()
const words = z.string().trim().min(1).max(4000)

const openAiBody = z.object({
  prompt: words,
  n: z.number().int().min(1).max(10).default(1),
  size: z
    .string()
    .regex(/^(auto|\d+x\d+)$/)
    .default('auto'),
  response_format: z.enum(['url', 'b64_json']).default('b64_json'),
  seed: seed.optional(),
})

const openAi: Shape = {
  matches: (method, url) => method === 'POST' && url.pathname === '/v1/images/generations',
  read(_url, body) {
    const asked = openAiBody.parse(JSON.parse(body))
    const [width, height] = asked.size === 'auto' ? [1024, 1024] : asked.size.split('x')
    return {
      words: asked.prompt,
      seed: asked.seed,
      width: pixels.parse(width),
      height: pixels.parse(height),
      count: asked.n,
      asUrl: asked.response_format === 'url',
    }
  },
  write: (pictures, call, urlOf) =>
    json({
      created: 0,
      data: pictures.map((picture) =>
        call.asUrl ? { url: urlOf(picture) } : { b64_json: picture.toString('base64'), revised_prompt: call.words },
      ),
    }),
}

const automatic1111Body = z.object({
  prompt: words,
  seed: seed.default(-1),
  width: pixels.default(512),
  height: pixels.default(512),
})

const automatic1111: Shape = {
  matches: (method, url) => method === 'POST' && url.pathname === '/sdapi/v1/txt2img',
  read(_url, body) {
    const asked = automatic1111Body.parse(JSON.parse(body))
    const { prompt, width, height } = asked
    return { words: prompt, seed: asked.seed < 0 ? undefined : asked.seed, width, height, count: 1, asUrl: false }
  },
  write: (pictures, call) =>
    json({
      images: pictures.map((picture) => picture.toString('base64')),
      parameters: { prompt: call.words, seed: call.seed, width: call.width, height: call.height },
      info: '{}',
    }),
}

const wordQuery = z.object({ width: pixels.default(1024), height: pixels.default(1024), seed: seed.optional() })

const word: Shape = {
  matches: (method, url) => method === 'GET' && url.pathname.startsWith('/word/'),
  read(url) {
    const asked = wordQuery.parse(Object.fromEntries(url.searchParams))
    const prompt = words.parse(decodeURIComponent(url.pathname.slice('/word/'.length)))
    return { words: prompt, ...asked, count: 1, asUrl: false }
  },
  write([picture = Buffer.alloc(0)]) {
    return { type: `image/${sniffPicture(picture) ?? 'png'}`, body: picture }
  },
}

export const SHAPES: readonly Shape[] = [openAi, automatic1111, word]

export function json(value: unknown): Payload {
  return { type: 'application/json', body: Buffer.from(JSON.stringify(value)) }
}

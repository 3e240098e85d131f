import { isIP } from 'node:net'
import type { Clock } from '../clock.ts'
import { errorOfAnswer } from './answer-error.ts'
import { type Answer, type Call, createHttpCaller } from './http-call.ts'
import { isPublicAddress, publicLookup } from './public-lookup.ts'
import { MAX_PICTURE_BYTES, readPicture } from './read-picture.ts'
import { serverProcessingMs } from './response-headers.ts'
import { type DrawRequest, type Upstream, UpstreamError } from './types.ts'

export type HttpUpstreamConfig = { url: string; apiKey?: string; model?: string; timeoutSeconds: number }

/** What one kind of API looks like: how it is asked, and where in its answer the picture is. */
export type Shape = {
  kind: string
  model: string
  /** The call; throws `UpstreamError` or a TypeError for an address that is none. */
  ask(request: DrawRequest): Call
  /** The picture's bytes, or the address where they are. */
  find(answer: Answer): Buffer | URL
}

/** Base64 in JSON takes 4/3 of the bytes, and a little around it. */
const MAX_ANSWER_BYTES = Math.ceil((MAX_PICTURE_BYTES * 4) / 3) + 64 * 1024

/** An `Upstream` over HTTP. Every error of `draw` is an `UpstreamError` without the API key in it. */
export function createHttpUpstream(shape: Shape, config: HttpUpstreamConfig, clock: Clock): Upstream {
  const caller = createHttpCaller(clock)

  async function draw(request: DrawRequest) {
    const deadline = clock.monotonic() + config.timeoutSeconds * 1000
    const limits = { deadline, signal: request.signal, maxBytes: MAX_ANSWER_BYTES }
    const call = shape.ask(request)
    const answer = await caller.call(call, { ...limits, sendBy: request.sendBy })
    const error = errorOfAnswer(answer, call.url.host, clock.now())
    if (error) throw error
    const facts = {
      serverProcessingMs: serverProcessingMs(answer.headers),
      sentAt: answer.sentAt,
      headersReceivedAt: answer.headersReceivedAt,
    }
    try {
      const found = shape.find(answer)
      const bytes = found instanceof URL ? await fetchPicture(found, call.url.hostname, limits) : found
      return { ...(await readPicture(bytes)), ...facts }
    } catch (problem) {
      // The call was counted when its headers came, whatever became of the picture afterwards.
      if (!(problem instanceof UpstreamError)) throw problem
      throw new UpstreamError(problem.kind, problem.message, { ...facts, cause: problem.cause })
    }
  }

  /**
   * Not an API call: no key is sent, and its refusals say nothing about the API's limit or our settings. The API's own
   * host may be a private one, as the operator chose it; any other must be public.
   */
  async function fetchPicture(url: URL, home: string, limits: { deadline: number; signal: AbortSignal }) {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw new UpstreamError('bad-response', `the picture's address is not http but ${url.protocol}`)
    }
    // Node asks no lookup about a host that is a bare address, so those are looked at here.
    const address = url.hostname.replace(/^\[|\]$/g, '')
    const abroad = url.hostname !== home
    if (abroad && isIP(address) && !isPublicAddress(address)) {
      throw new UpstreamError('bad-response', "the picture's address is a private one")
    }
    const call: Call = { method: 'GET', url, headers: { accept: 'image/*' } }
    const lookup = abroad ? publicLookup : undefined
    const answer = await caller.call(call, { ...limits, maxBytes: MAX_PICTURE_BYTES, lookup })
    if (answer.status >= 200 && answer.status < 300) return answer.body
    const kind = answer.status >= 500 || answer.status === 429 ? 'unavailable' : 'bad-response'
    throw new UpstreamError(kind, `the picture's address answered ${answer.status}`)
  }

  return {
    kind: shape.kind,
    model: shape.model,
    draw: (request) => draw(request).catch((problem) => Promise.reject(cleanError(problem, config.apiKey))),
    close: async () => caller.close(),
  }
}

function cleanError(problem: unknown, apiKey: string | undefined): UpstreamError {
  // What is left is an address or a header that cannot be sent; Node repeats both in such an error, so it goes no further.
  if (!(problem instanceof UpstreamError))
    return new UpstreamError('misconfigured', 'the address or key cannot be used')
  if (!apiKey) return problem
  const message = [apiKey, encodeURIComponent(apiKey), Buffer.from(apiKey).toString('base64')].reduce(
    (text, secret) => text.replaceAll(secret, '[key]'),
    problem.message,
  )
  return message === problem.message ? problem : new UpstreamError(problem.kind, message, problem)
}

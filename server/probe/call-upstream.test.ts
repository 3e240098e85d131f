import { describe, expect, it } from 'vitest'
import { type DrawRequest, type Upstream, UpstreamError, type UpstreamErrorKind } from '../upstream/types.ts'
import { callUpstream } from './call-upstream.ts'

function upstreamThat(draw: Upstream['draw']): Upstream {
  return { kind: 'scripted', model: 'scripted', draw, close: async () => {} }
}

const failing = (kind: UpstreamErrorKind) =>
  upstreamThat(async () => {
    throw new UpstreamError(kind, 'no', { retryAfterSeconds: 7, headersReceivedAt: 5 })
  })

describe('a probe’s call', () => {
  it('asks for other words each time, so that no cache answers', async () => {
    const asked: DrawRequest[] = []
    const call = callUpstream(
      upstreamThat(async (request) => {
        asked.push(request)
        return { bytes: Buffer.alloc(1), width: 1, height: 1, serverProcessingMs: 3, headersReceivedAt: 9 }
      }),
    )
    expect(await call()).toEqual({ outcome: 'taken', serverProcessingMs: 3, headersReceivedAt: 9 })
    await call()
    expect(new Set(asked.map(({ words }) => words)).size).toBe(2)
  })

  it('was refused when the upstream said 429, with its Retry-After', async () => {
    expect(await callUpstream(failing('rate-limited'))()).toMatchObject({ outcome: 'refused', retryAfterSeconds: 7 })
  })

  it.each(['refused', 'bad-response'] as const)('was counted when the answer was %s', async (kind) => {
    expect(await callUpstream(failing(kind))()).toMatchObject({ outcome: 'taken' })
  })

  it('tells nothing when the upstream was unavailable', async () => {
    expect(await callUpstream(failing('unavailable'))()).toMatchObject({ outcome: 'unclear' })
  })

  it.each(['misconfigured', 'bad-request'] as const)('ends the probe when it is %s', async (kind) => {
    await expect(callUpstream(failing(kind))()).rejects.toThrow(UpstreamError)
  })
})

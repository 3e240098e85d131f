import { afterAll, describe, expect, it } from 'vitest'
import { createRendererPool, type RendererPool } from '../renderer/pool.ts'
import { RENDERER_VERSION } from '../renderer/version.ts'
import { createRendererUpstream } from './renderer.ts'

const request = { words: 'a red car', seed: 1, width: 128, height: 128, style: 'illustration' }

describe('the in-house renderer as an upstream', () => {
  const upstream = createRendererUpstream(createRendererPool({ threads: 1 }))
  afterAll(() => upstream.close())

  it('names its version as the model, so that a new version is a new cache key', () => {
    expect(upstream).toMatchObject({ kind: 'renderer', model: `renderer-${RENDERER_VERSION}` })
  })

  it('draws WebP of the size asked for', async () => {
    const picture = await upstream.draw({ ...request, signal: new AbortController().signal })
    expect(picture).toMatchObject({ width: 128, height: 128 })
    expect(picture.bytes.subarray(8, 12).toString()).toBe('WEBP')
  })

  it('says aborted when its signal fired', async () => {
    await expect(upstream.draw({ ...request, signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'UpstreamError',
      kind: 'aborted',
    })
  })

  it('says unavailable when the drawing failed, so that it is tried again', async () => {
    const broken: RendererPool = {
      render: () => Promise.reject(new Error('out of memory')),
      warmUp: () => {},
      close: () => Promise.resolve(),
    }
    const draw = createRendererUpstream(broken).draw({ ...request, signal: new AbortController().signal })
    await expect(draw).rejects.toMatchObject({ name: 'UpstreamError', kind: 'unavailable' })
  })
})

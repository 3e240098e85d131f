import { describe, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { plainDraw } from '../emulator/plain-draw.ts'
import { aRequest, describeHttpUpstream, errorOf } from './contract.ts'
import { startScriptedServer } from './scripted-server.fixture.ts'
import { createWordUpstream } from './word.ts'

describeHttpUpstream(
  'word',
  createWordUpstream,
  (url) => `${url}/word/{prompt}?width={width}&height={height}&seed={seed}`,
)

describe('word', () => {
  test('each placeholder is filled once, escaped, wherever it stands; unknown ones stay', async () => {
    const picture = await plainDraw('x', 1, 64, 48)
    const server = await startScriptedServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(picture)
    })
    const url = `${server.url}/{model}/draw?q={prompt}&s=%7Bseed%7Dx{width}x{height}&z={zoom}`
    const upstream = createWordUpstream({ url, model: 'a/b', timeoutSeconds: 5 }, systemClock)
    await upstream.draw(aRequest('{seed} & ?x=#1'))
    await Promise.all([upstream.close(), server.close()])
    expect(server.seen.map(({ request }) => request.url)).toEqual([
      '/a%2Fb/draw?q=%7Bseed%7D%20%26%20%3Fx%3D%231&s=42x64x48&z={zoom}',
    ])
  })

  test('a secret in the address is never told, in the model or in an error', async () => {
    const upstream = createWordUpstream(
      { url: 'http://127.0.0.1:1/{prompt}?key=s3cret', timeoutSeconds: 5 },
      systemClock,
    )
    const broken = createWordUpstream({ url: 'nonsense?key=s3cret&q={prompt}', timeoutSeconds: 5 }, systemClock)
    const errors = [await errorOf(upstream.draw(aRequest('a'))), await errorOf(broken.draw(aRequest('a')))]
    expect(errors.map((error) => error.kind)).toEqual(['unavailable', 'misconfigured'])
    for (const text of [upstream.model, ...errors.map((error) => `${error.stack} ${JSON.stringify(error)}`)]) {
      expect(text).not.toContain('s3cret')
    }
  })
})

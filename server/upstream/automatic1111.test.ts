import { describe, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { plainDraw } from '../emulator/plain-draw.ts'
import { createAutomatic1111Upstream } from './automatic1111.ts'
import { aRequest, describeHttpUpstream } from './contract.ts'
import { startScriptedServer } from './scripted-server.fixture.ts'

describeHttpUpstream('automatic1111', createAutomatic1111Upstream, (url) => url)

describe('automatic1111', () => {
  test('it asks for one picture with its seed and checkpoint, and logs in as the key says', async () => {
    const picture = (await plainDraw('x', 1, 64, 48)).toString('base64')
    const server = await startScriptedServer((_request, response) => {
      response.end(JSON.stringify({ images: [`data:image/png;base64,${picture}`] }))
    })
    for (const apiKey of ['ann:secret', 'token']) {
      const config = { url: `${server.url}/`, apiKey, model: 'sdxl', timeoutSeconds: 5 }
      const upstream = createAutomatic1111Upstream(config, systemClock)
      expect(await upstream.draw(aRequest('a boat'))).toMatchObject({ width: 64, height: 48 })
      await upstream.close()
    }
    await server.close()
    expect(server.seen.map(({ request }) => request.headers.authorization)).toEqual([
      `Basic ${Buffer.from('ann:secret').toString('base64')}`,
      'Bearer token',
    ])
    expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({
      prompt: 'a boat',
      seed: 42,
      width: 64,
      height: 48,
      batch_size: 1,
      override_settings: { sd_model_checkpoint: 'sdxl' },
    })
  })
})

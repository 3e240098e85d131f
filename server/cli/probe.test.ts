import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { commandEnvironment } from '../config.ts'
import { createEmulator } from '../emulator/emulator.ts'

const CLI = fileURLToPath(new URL('probe.ts', import.meta.url))

async function probe(env: Record<string, string>, ...flags: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...flags], {
    env: commandEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  const [code] = await once(child, 'close')
  return { code, ...said }
}

describe('npm run probe', () => {
  test('without an upstream there is no limit to find, and it says so in one line', async () => {
    const { code, err } = await probe({}, '--yes')
    expect(code).toBe(1)
    expect(err.trim()).toBe(
      'error: UPSTREAM is renderer, which has no limit to find; set UPSTREAM and UPSTREAM_URL to an HTTP API',
    )
  })

  test('it spends nothing unless somebody agreed', async () => {
    const emulator = await createEmulator({ limit: 5, windowSeconds: 1 })
    try {
      const { code, err } = await probe({ UPSTREAM: 'openai', UPSTREAM_URL: `${emulator.url}/v1` })
      expect(code).toBe(1)
      expect(err).toContain('up to 120 pictures, at your cost')
      expect(err).toContain('error: nobody to ask here: add --yes to spend the calls')
      expect(emulator.stats()).toMatchObject({ accepted: 0, refused: 0 })
    } finally {
      await emulator.close()
    }
  })

  test('within its budget over HTTP; what it cannot tell, it does not claim', async () => {
    const emulator = await createEmulator({ limit: 50, windowSeconds: 60 })
    const env = { UPSTREAM: 'openai', UPSTREAM_URL: `${emulator.url}/v1` }
    try {
      const { code, out } = await probe(env, '--yes', '--rest', '0', '--budget', '1', '--json')
      expect(code).toBe(2)
      expect(JSON.parse(out)).toMatchObject({ sure: 'could-not-tell', settings: null, sent: 1, why: 'never-refused' })
      expect(emulator.stats()).toMatchObject({ accepted: 1, refused: 0 })
    } finally {
      await emulator.close()
    }
  })

  test('a wrong key ends it at the first call, in one line', async () => {
    const emulator = await createEmulator({ apiKey: 'right' })
    const env = { UPSTREAM: 'openai', UPSTREAM_URL: `${emulator.url}/v1`, UPSTREAM_API_KEY: 'wrong' }
    try {
      const { code, err } = await probe(env, '--yes', '--rest', '0')
      expect(code).toBe(1)
      expect(err.trim().split('\n').at(-1)).toMatch(/^error: .* answered 401/)
      expect(err).not.toContain('wrong')
    } finally {
      await emulator.close()
    }
  })
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const CLI = fileURLToPath(new URL('emulator.ts', import.meta.url))

function start(...flags: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...flags])
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  return { child, said, ended: once(child, 'close') }
}

describe('npm run emulator', () => {
  test('it tells the settings to start with, draws, and stops on SIGTERM', async () => {
    const { child, said, ended } = start('--port', '0', '--limit', '1', '--window', '9', '--latency', '0-0', '--plain')
    while (!said.out.includes('UPSTREAM=word')) await once(child.stdout, 'data')
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(said.out) ?? []
    expect(said.out).toContain(`UPSTREAM=openai UPSTREAM_URL=${url}/v1 UPSTREAM_LIMIT=1 UPSTREAM_WINDOW_SECONDS=9`)
    const answers = [await fetch(`${url}/word/a?width=16&height=16`), await fetch(`${url}/word/b`)]
    expect(answers.map((answer) => answer.status)).toEqual([200, 429])
    expect(await (await fetch(`${url}/stats`)).json()).toMatchObject({ accepted: 1, refused: 1, maxInWindow: 1 })
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(said.err).toBe('')
  })

  test('a wrong flag is answered with one line that says what is allowed', async () => {
    const wrong = [
      [['--limit', '0'], 'allowed: a whole number from 1 to 1000000'],
      [['--semantics', 'moon'], 'sliding, fixed-clock, fixed-first, token-bucket'],
      [['--faults', 'hnag:0.1'], 'unknown fault "hnag"'],
      [['--colour', 'red'], "unknown option '--colour'"],
    ] as const
    await Promise.all(
      wrong.map(async ([flags, words]) => {
        const { said, ended } = start(...flags)
        expect(await ended).toEqual([1, null])
        expect(said.err).toContain(words)
        expect(said.err.trim().split('\n')).toHaveLength(1)
      }),
    )
  })
})

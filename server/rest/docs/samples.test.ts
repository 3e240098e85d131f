import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { systemClock } from '../../clock.ts'
import { commandEnvironment } from '../../config.ts'
import { until } from '../../queue/until.fixture.ts'
import { openRestHouse } from '../rest-house.fixture.ts'
import type { CodeSample } from './code-samples.ts'
import { PICTURE_ID } from './samples.ts'

const run = promisify(execFile)
const ROOT = resolve(import.meta.dirname, '../../..')
const webp = await sharp({ create: { width: 1024, height: 1024, channels: 3, background: 'red' } })
  .webp()
  .toBuffer()

const COMMANDS: Record<CodeSample['lang'], (source: string) => [string, ...string[]]> = {
  Shell: (source) => ['sh', '-ec', source],
  JavaScript: (source) => [process.execPath, '--input-type=module', '-e', source],
  Python: (source) => ['python3', '-c', source],
}

/** What an example prints. Throws, naming it, when it fails or when what it needs is not installed. */
async function output({ lang, source }: CodeSample): Promise<string> {
  const [command, ...args] = COMMANDS[lang](source)
  try {
    return (await run(command, args, { cwd: ROOT, timeout: 20_000, env: commandEnvironment({}) })).stdout
  } catch (error) {
    throw new Error(`an example in ${lang} failed (it needs curl, node or python3):\n${source}`, { cause: error })
  }
}

test('every example of the documentation runs as it stands against a live house', async () => {
  const draw = (call: { answer(drawn: { bytes: Buffer }): void }) => call.answer({ bytes: webp })
  const house = await openRestHouse({ clock: systemClock, draw, settings: { FREE_PER_DAY: '1000' } })
  for (const name of ['burst', 'reads'] as const) house.services.tiers.free[name].limit = 1_000
  const { paths } = await (await house.call('/openapi.json')).json()
  let count = 0
  const drawn = async () => {
    const { id } = await (await house.post('/pictures', { words: `picture ${++count}` })).json()
    const read = async () => (await house.call(`/pictures/${id}`)).json()
    await until('it is drawn', async () => (await read()).status === 'ready')
    return id
  }
  const ran: string[] = []
  for (const [path, methods] of Object.entries<Record<string, { 'x-codeSamples'?: CodeSample[] }>>(paths)) {
    for (const [method, { 'x-codeSamples': samples = [] }] of Object.entries(methods)) {
      for (const { lang, label, source } of samples) {
        const id = source.includes(PICTURE_ID) ? await drawn() : ''
        const printed = await output({ lang, label, source: source.replaceAll(PICTURE_ID, id) })
        // A refusal says why it refused; an empty body is a deleted picture's.
        expect([path, lang, printed]).toEqual([path, lang, expect.not.stringContaining('"reason"')])
        if (method !== 'delete') expect([path, lang, printed.trim()]).not.toEqual([path, lang, ''])
        ran.push(`${method} ${path} ${lang}`)
      }
    }
  }
  expect(ran.length).toBeGreaterThanOrEqual(27)
  for (const lang of ['Shell', 'JavaScript', 'Python']) expect(ran).toContain(`post /images/generations ${lang}`)
}, 120_000)

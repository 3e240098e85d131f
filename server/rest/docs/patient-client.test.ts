import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../clock.ts'
import { commandEnvironment } from '../../config.ts'
import { listen } from '../../http/listen.ts'
import { openRestHouse } from '../rest-house.fixture.ts'
import { BASE, type CodeSample } from './code-samples.ts'
import { PATIENT_SAMPLES } from './patient-client.ts'

const run = promisify(execFile)
const webp = await sharp({ create: { width: 1024, height: 1024, channels: 3, background: 'red' } })
  .webp()
  .toBuffer()

/** A house that takes one picture in two seconds, behind a door that notes every answer's status. */
async function openNarrowHouse() {
  const draw = (call: { answer(drawn: { bytes: Buffer }): void }) => call.answer({ bytes: webp })
  const house = await openRestHouse({ clock: systemClock, draw, settings: { FREE_PER_DAY: '1000' } })
  Object.assign(house.services.tiers.free.burst, { limit: 1, windowSeconds: 2 })
  const statuses: string[] = []
  const door = createServer(async (req, res) => {
    const parts: Buffer[] = []
    for await (const part of req) parts.push(part)
    const headers = new Headers(
      Object.entries(req.headers).map(([name, value]): [string, string] => [name, `${value}`]),
    )
    for (const name of ['host', 'connection', 'content-length']) headers.delete(name)
    const body = parts.length > 0 ? { body: Buffer.concat(parts) } : {}
    const answer = await fetch(house.url + req.url, { method: req.method ?? 'GET', headers, ...body })
    statuses.push(`${req.method} ${answer.status}`)
    const kept = [...answer.headers].filter(
      ([name]) => !/^(content-encoding|content-length|connection|keep-alive|transfer-encoding)$/.test(name),
    )
    res.writeHead(answer.status, Object.fromEntries(kept)).end(Buffer.from(await answer.arrayBuffer()))
  })
  const port = await listen(door, { host: '127.0.0.1', port: 0 })
  onTestFinished(() => void door.close())
  return { url: `http://127.0.0.1:${port}`, statuses, post: house.post }
}

const COMMANDS: Record<CodeSample['lang'], (source: string) => [string, ...string[]]> = {
  Shell: (source) => ['sh', '-ec', source],
  JavaScript: (source) => [process.execPath, '--input-type=module', '-e', source],
  Python: (source) => ['python3', '-c', source],
}

async function output({ lang, source }: CodeSample, url: string): Promise<string> {
  const [command, ...args] = COMMANDS[lang](source.replaceAll(BASE, url))
  return (await run(command, args, { timeout: 40_000, env: commandEnvironment({}) })).stdout
}

test.each(PATIENT_SAMPLES.filter(({ lang }) => lang !== 'Shell'))(
  'the patient client in $label draws one picture after another and never sees a 429',
  async (sample) => {
    const { url, statuses, post } = await openNarrowHouse()
    const printed = await output(sample, url)
    expect(printed.match(/^ready http\S+\.webp$/gm)).toHaveLength(3)
    expect(statuses.filter((line) => line.startsWith('POST'))).toHaveLength(3)
    expect(statuses.filter((line) => !/ 20[02]$/.test(line))).toEqual([])
    // The same pictures asked for at once are refused: there was something to be patient about.
    const hasty = [await post('/pictures', { words: 'one' }), await post('/pictures', { words: 'two' })]
    expect(hasty.map(({ status }) => status)).toContain(429)
  },
  60_000,
)

test('curl sleeps out a refusal by itself', async () => {
  const { url, statuses, post } = await openNarrowHouse()
  await post('/pictures', { words: 'somebody was here before' })
  const [sample] = PATIENT_SAMPLES.filter(({ lang }) => lang === 'Shell')
  const printed = sample && (await output(sample, url))
  expect(statuses).toEqual(['POST 429', 'POST 202'])
  expect(printed).toContain('"words":"a lighthouse in the fog"')
}, 60_000)

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import { FakeClock } from '../clock.fake.ts'
import { createLog } from '../telemetry/log.ts'
import { createWordsThread } from './words-thread.ts'

function openThread(source?: string) {
  const clock = new FakeClock()
  const filename = source === undefined ? undefined : join(temporaryFolder(), 'thread.mjs')
  if (filename && source !== undefined) writeFileSync(filename, source)
  const thread = createWordsThread({ clock, log: createLog('silent'), ...(filename && { filename }) })
  onTestFinished(() => thread.close())
  return { clock, thread }
}

/** Ends itself at a question, and tells what it was taught at any other call. */
const BRITTLE = `
  import { parentPort } from 'node:worker_threads'
  const taught = []
  parentPort.on('message', ({ id, method, args }) => {
    if (method === 'learn') taught.push(...args[0])
    if (method === 'ask') process.exit(3)
    parentPort.postMessage({ id, result: { scene: '', terms: taught, things: 0 } })
  })`

test('words are read, asked and ranked off the event loop', async () => {
  const { thread } = openThread()
  expect(thread.ready).toBe(false)
  const cached = await thread.read('a cat on the moon')
  expect(cached).toMatchObject({ terms: ['cat', 'moon'], things: 2 })
  expect(thread.ready).toBe(true)
  const question = await thread.ask('a kitty sitting on the moon')
  expect(question?.names).toEqual([expect.arrayContaining(['kitty', 'cat']), expect.arrayContaining(['moon'])])
  const candidates = [{ key: 'k', scene: cached?.scene ?? '' }]
  const ranked = await thread.rank(question?.scene ?? '', candidates, 0.7, 5)
  expect(ranked).toEqual([{ key: 'k', closeness: expect.any(Number), differences: expect.any(Array) }])
  expect(await thread.rank(question?.scene ?? '', candidates, 1, 5)).toEqual([])
})

test('words in which no thing is understood ask for nothing', async () => {
  const { thread } = openThread()
  expect(await thread.ask('zxcvb qwrtp')).toBeUndefined()
  expect(await thread.read('zxcvb qwrtp')).toMatchObject({ terms: ['? zxcvb', '? qwrtp'] })
})

test('a thread that dies answers nothing, is started again after a pause, and knows what the first had learnt', async () => {
  const { clock, thread } = openThread(BRITTLE)
  thread.learn(['cat', 'dog'])
  expect((await thread.read('first'))?.terms).toEqual(['cat', 'dog'])
  expect(await thread.ask('this ends it')).toBeUndefined()
  expect(thread.ready).toBe(false)
  expect(await thread.read('too soon')).toBeUndefined()
  await clock.advance(1_000)
  expect((await thread.read('again'))?.terms).toEqual(['cat', 'dog'])
})

test('each time it dies the pause is longer, until it answers', async () => {
  const { clock, thread } = openThread('process.exit(3)')
  for (const pauseMs of [1_000, 2_000, 4_000]) {
    expect(await thread.ask('a cat')).toBeUndefined()
    await clock.advance(pauseMs - 1)
    expect(thread.warmUp()).toBeUndefined()
    expect(thread.ready).toBe(false)
    await clock.advance(1)
  }
})

test('one that hangs is given up', async () => {
  const { clock, thread } = openThread('for (;;) {}')
  const asked = thread.ask('a cat')
  await clock.advance(5_000)
  expect(await asked).toBeUndefined()
})

test('a file that is not there is no error', async () => {
  const thread = createWordsThread({
    clock: new FakeClock(),
    log: createLog('silent'),
    filename: '/nowhere/thread.mjs',
  })
  onTestFinished(() => thread.close())
  expect(await thread.read('a cat')).toBeUndefined()
})

test('closed, it answers what was under way with nothing, and never starts again', async () => {
  const { thread } = openThread()
  const asked = thread.ask('a cat')
  await thread.close()
  expect(await asked).toBeUndefined()
  expect(await thread.read('a cat')).toBeUndefined()
})

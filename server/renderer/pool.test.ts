import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { createRendererProcess } from './own-process.ts'
import { createRendererPool, defaultThreads } from './pool.ts'
import { renderPicture } from './render-picture.ts'

const input = (words: string) => ({ words, seed: 1, width: 128, height: 128, style: 'illustration' })
const crashing = fileURLToPath(new URL('./draw-task.crash.ts', import.meta.url))

describe.each([
  ['pool', createRendererPool],
  ['pool in a process of its own', createRendererProcess],
])('the renderer %s', (_, create) => {
  const pool = create({ threads: 1 })
  const frail = create({ threads: 1, filename: crashing })
  afterAll(() => Promise.all([pool.close(), frail.close()]))

  it('draws on a thread what would be drawn here, byte for byte', async () => {
    const here = await renderPicture(input('a red car'))
    const there = await pool.render(input('a red car'))
    expect(there.bytes.equals(here.bytes)).toBe(true)
    expect(there).toMatchObject({ width: 128, height: 128 })
  })

  it('draws many at once, all of them', async () => {
    const words = Array.from({ length: 12 }, (_, i) => `picture ${i}`)
    const pictures = await Promise.all(words.map((text) => pool.render(input(text))))
    expect(new Set(pictures.map(({ bytes }) => bytes.toString('base64'))).size).toBe(12)
  })

  it('refuses at once what is already cancelled', async () => {
    await expect(pool.render(input('late'), AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('lets go of a cancelled drawing and of a cancelled wait without harming the others', async () => {
    const cancel = new AbortController()
    const doomed = Array.from({ length: 5 }, () => pool.render(input('doomed'), cancel.signal))
    const other = pool.render(input('other'))
    cancel.abort()
    const outcomes = await Promise.allSettled(doomed)
    expect(outcomes.every((outcome) => outcome.status === 'rejected' && outcome.reason.name === 'AbortError')).toBe(
      true,
    )
    expect((await other).bytes.length).toBeGreaterThan(0)
    expect((await pool.render(input('next'))).bytes.length).toBeGreaterThan(0)
  })

  it('rejects a drawing that fails and goes on', async () => {
    await expect(frail.render(input('fail'))).rejects.toThrow('could not draw')
    expect((await frail.render(input('fine'))).bytes.length).toBeGreaterThan(0)
  })

  it('rejects the drawing whose thread died and goes on with a new thread', async () => {
    await expect(frail.render(input('crash'))).rejects.toThrow()
    expect((await frail.render(input('fine'))).bytes.length).toBeGreaterThan(0)
  })

  it('refuses to draw once closed, and closes twice without harm', async () => {
    const brief = create({ threads: 1 })
    await brief.close()
    await brief.close()
    await expect(brief.render(input('too late'))).rejects.toThrow('closed')
  })
})

it('keeps a core free and never holds more than two threads', () => {
  expect([1, 2, 3, 16].map(defaultThreads)).toEqual([1, 1, 2, 2])
})

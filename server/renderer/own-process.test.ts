import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { createRendererProcess } from './own-process.ts'

const input = (words: string) => ({ words, seed: 1, width: 128, height: 128, style: 'illustration' })
const filename = fileURLToPath(new URL('./draw-task.crash.ts', import.meta.url))

describe('a drawing process that ends', () => {
  const frail = createRendererProcess({ threads: 1, filename })
  afterAll(() => frail.close())

  it('takes only the drawing with it that ended it; the others under way are drawn all the same', async () => {
    const fine = ['one', 'two', 'three'].map((words) => frail.render(input(words)))
    const fatal = frail.render(input('abort'))
    await expect(fatal).rejects.toThrow('the drawing process ended')
    for (const picture of await Promise.all(fine)) expect(picture.bytes.length).toBeGreaterThan(0)
    expect((await frail.render(input('next'))).bytes.length).toBeGreaterThan(0)
  })

  it('does so twice at once, and the rest goes on', async () => {
    const outcomes = await Promise.allSettled(
      ['abort', 'four', 'abort', 'five'].map((words) => frail.render(input(words))),
    )
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled'])
  })
})

it('a drawing process that holds too much is followed by another, and nothing is lost', async () => {
  const greedy = createRendererProcess({ threads: 1, mostBytes: 1 })
  const pictures = []
  for (const words of ['a', 'b', 'c']) pictures.push(await greedy.render(input(words)))
  expect(pictures.every(({ bytes }) => bytes.length > 0)).toBe(true)
  await greedy.close()
})

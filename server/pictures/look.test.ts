import { describe, expect, test } from 'vitest'
import { chooseLook } from './look.ts'
import { previewPicture } from './preview-picture.ts'
import { openStudio, visitor } from './studio.fixture.ts'

const looks = {
  sizes: [
    { width: 1024, height: 1024 },
    { width: 1536, height: 864 },
  ],
  styles: ['illustration', 'pixel'],
}
const [anna, ben] = [visitor('anna'), visitor('ben')]

describe('a look', () => {
  test('is as ever where nothing is wished for', () => {
    expect(chooseLook({ looks }, {})).toEqual({ width: 1024, height: 1024, style: 'illustration' })
    expect(chooseLook({}, {})).toEqual(chooseLook({ looks }, {}))
  })

  test('is what is wished for, by size, by style or by both', () => {
    expect(chooseLook({ looks }, { size: '1536x864', style: 'pixel' })).toEqual({
      width: 1536,
      height: 864,
      style: 'pixel',
    })
  })

  test('that nobody here draws is refused, and told which ones are drawn', () => {
    expect(() => chooseLook({ looks }, { size: '7x7' })).toThrow('1024x1024, 1536x864')
    expect(() => chooseLook({ looks }, { style: 'oil' })).toThrow('illustration, pixel')
    expect(() => chooseLook({}, { style: 'pixel' })).toThrow('Styles are illustration.')
  })
})

test('the same words in another style are another picture, and are found again in each', async () => {
  const studio = await openStudio({ looks })
  const wide = { style: 'pixel', size: '1536x864' }
  await studio.drawn(anna, 'a fox')
  expect(await studio.ask(anna, 'a fox', wide)).toMatchObject({ outcome: 'miss', charged: 1, width: 1536, height: 864 })
  await studio.drawAll()
  expect(studio.upstream.calls.at(-1)?.request).toMatchObject({ style: 'pixel', width: 1536, height: 864 })
  expect(await studio.ask(ben, 'a fox', wide)).toMatchObject({ outcome: 'exact', charged: 0 })
  expect(await studio.ask(ben, 'a fox')).toMatchObject({ outcome: 'exact', charged: 0 })
  expect((await previewPicture(studio.services, ben, 'a fox', { style: 'pixel' })).cached).toBe(false)
  expect((await previewPicture(studio.services, ben, 'a fox', wide)).cached).toBe(true)
})

test('a repeat under the same key in another style is a mistake, not the first picture', async () => {
  const studio = await openStudio({ looks })
  const idempotencyKey = 'one-press-of-annas'
  await studio.ask(anna, 'a fox', { idempotencyKey })
  await expect(studio.ask(anna, 'a fox', { idempotencyKey, style: 'pixel' })).rejects.toMatchObject({
    reason: 'idempotency-key-reused',
  })
})

import type { Locator } from '@playwright/test'
import { expect, test } from './test.ts'

test('three people behind a drawing see their places, and move up as it goes on', async ({
  emulator,
  newVisitor,
  words,
}) => {
  emulator.hold()
  const people = await Promise.all(['first', 'second', 'third', 'fourth'].map(newVisitor))
  const asked = people.map((_, index) => words(`a boat with ${index + 1} sails`))
  const titles = ['Drawing', 'Next in line', '2nd in line', '3rd in line']
  for (const [index, { studio }] of people.entries()) {
    await studio.open('/')
    await studio.ask(asked[index] ?? '')
    await expect(studio.yours).toContainText(titles[index] ?? '')
  }
  for (let drawing = 0; drawing < people.length; drawing++) {
    for (const [index, { page, studio }] of people.entries()) {
      const place = titles[index - drawing]
      if (place === undefined) continue
      await expect(studio.yours).toContainText(place)
      await expect(page).toHaveTitle(new RegExp(`^${place}`))
    }
    emulator.release()
    const drawn = people[drawing]?.studio.picture(asked[drawing] ?? '')
    if (drawn) await expect(drawn).toBeVisible()
  }
})

test.describe('at two calls a minute', () => {
  test.use({ settings: { UPSTREAM_LIMIT: '1', UPSTREAM_WINDOW_SECONDS: '30' } })

  test('each is told in how many seconds the drawing starts, by the slots that open, counting down', async ({
    newVisitor,
    words,
  }) => {
    const people = await Promise.all([1, 2, 3].map(newVisitor))
    for (const [index, { studio }] of people.entries()) {
      await studio.open('/')
      await studio.ask(words(`a clock with ${index + 1} hands`))
      await expect(studio.yours).toContainText('Drawing starts in')
    }
    const told = () => Promise.all(people.map(({ studio }) => secondsTold(studio.yours)))
    const [first = 0, second = 0, third = 0] = await told()
    expect(first).toBeLessThanOrEqual(30)
    expect(second - first, 'one window apart, and the second between two looks').toBeGreaterThan(27)
    expect(third - second).toBeGreaterThan(27)
    expect(third - second).toBeLessThan(34)
    await expect.poll(async () => (await told())[2], { message: 'it counts down' }).toBeLessThan(third)
  })
})

/** "Drawing starts in 1 m 4 s" as 64. */
async function secondsTold(status: Locator): Promise<number> {
  const text = (await status.textContent()) ?? ''
  const [, minutes = '0', seconds = 'nothing'] = text.match(/Drawing starts in (?:(\d+) m )?(\d+) s/) ?? []
  return Number(minutes) * 60 + Number(seconds)
}

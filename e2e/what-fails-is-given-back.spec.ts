import { expect, test } from './test.ts'

// A failing image service is left alone for a while, by everybody: an app of its own for each of these.
// A short window, for second tries hold only a tenth of the slots.
test.use({ settings: { UPSTREAM_WINDOW_SECONDS: '5' } })

test('a picture the image service cannot draw is tried again, then given back', async ({ studio, emulator, words }) => {
  await studio.open('/')
  await studio.ask(words('[[fault:500]] a broken bridge'))
  await expect(studio.yours).toContainText('Not drawn', { timeout: 40_000 })
  await expect(studio.yours).toContainText('back in today’s count')
  await expect(studio.left).toContainText('5 of 5 left')
  expect(emulator.stats().faults['500']).toBe(5)
})

test('a stumble of the image service is not even noticed', async ({ studio, words }) => {
  const bridge = words('[[fault:500:1]] a bridge under repair')
  await studio.open('/')
  await studio.ask(bridge)
  await expect(studio.picture(bridge)).toBeVisible()
  await expect(studio.left).toContainText('4 of 5 left')
})

test('an answer that is no sound picture is never shown, and is given back', async ({ studio, words }) => {
  const asked = words('[[fault:svg]] a forged picture')
  await studio.open('/')
  await studio.ask(asked)
  await expect(studio.yours).toContainText('Not drawn', { timeout: 40_000 })
  await expect(studio.picture(asked)).toHaveCount(0)
  await expect(studio.left).toContainText('5 of 5 left')
})

test('words the image service will not draw are told so, and given back', async ({ studio, emulator, words }) => {
  await studio.open('/')
  await studio.ask(words('[[fault:moderation]] something unkind'))
  await expect(studio.yours).toContainText('The image service would not draw these words')
  await expect(studio.yours).toContainText('It cost you nothing')
  await expect(studio.left).toContainText('5 of 5 left')
  expect(emulator.stats().faults.moderation).toBe(1)
})

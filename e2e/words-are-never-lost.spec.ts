import { expect, test } from './test.ts'

test('words typed before the page is alive are drawn all the same', async ({ page, studio, words }) => {
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route(/_next\/static\/.*\.js/, async (route) => {
    await arrived
    await route.continue()
  })
  await page.goto('/', { waitUntil: 'commit' })
  const early = words('an early bird')
  await studio.box.fill(early)
  arrive()
  await expect(studio.left).toContainText('left')
  await expect(studio.box).toHaveValue(early)
  await studio.draw.click()
  await expect(studio.picture(early)).toBeVisible()
})

test('words sent before the page is alive come back with it, and nothing is charged', async ({
  page,
  studio,
  emulator,
  words,
}) => {
  await page.route(/_next\/static\/.*\.js/, (route) => (page.url().includes('words=') ? route.continue() : undefined))
  await page.goto('/', { waitUntil: 'commit' })
  const early = words('an early worm')
  await studio.box.fill(early)
  await studio.draw.click()
  await expect(studio.left).toContainText('5 of 5 left')
  await expect(studio.box).toHaveValue(early)
  expect(emulator.stats().accepted).toBe(0)
})

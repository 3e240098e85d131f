import { askFor } from './support/ask.ts'
import { CONNECTION_LOST, refusedWith } from './support/troubles.ts'
import { expect, test } from './test.ts'

test.use({ settings: {} })

test('a restart keeps my place; the open page finds its way back by itself, and nobody pays twice', async ({
  studio,
  app,
  emulator,
  newVisitor,
  troubles,
  words,
}) => {
  troubles.expect(CONNECTION_LOST, refusedWith(503))
  emulator.hold()
  const other = await newVisitor()
  await other.page.goto('/')
  await askFor(other.page.request, app.url, words('somebody before the storm'))
  await expect.poll(() => emulator.stats().held).toBe(1)
  const mine = words('a lamp in the storm')
  await studio.open('/')
  await studio.ask(mine)
  await expect(studio.yours).toContainText('Next in line')

  const ended = await app.stop()
  expect(ended.code).toBe(0)
  expect(ended.seconds, 'with a stream open').toBeLessThan(5)
  await expect(studio.yours).toContainText('Lost the line')
  await app.startAgain()
  await expect(studio.yours).not.toContainText('Lost the line')
  await expect.poll(() => emulator.stats().held).toBe(1)
  await expect(studio.yours).toContainText('Next in line')
  emulator.release()
  await expect(studio.yours).toContainText('Drawing')
  emulator.release()
  await expect(studio.picture(mine)).toBeVisible()
  await expect(studio.left).toContainText('4 of 5 left')
})

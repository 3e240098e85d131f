import { askFor } from './support/ask.ts'
import { studioOn } from './support/studio.ts'
import { CONNECTION_LOST } from './support/troubles.ts'
import { expect, test } from './test.ts'

test('a reload shows the same place in line, and is live', async ({
  studio,
  page,
  app,
  emulator,
  newVisitor,
  words,
}) => {
  emulator.hold()
  const other = await newVisitor()
  await other.page.goto('/')
  await askFor(other.page.request, app.url, words('somebody before me'))
  await expect.poll(() => emulator.stats().held).toBe(1)
  const mine = words('a patient heron')
  await studio.open('/')
  await studio.ask(mine)
  await expect(studio.yours).toContainText('Next in line')
  await page.reload()
  await expect(studio.yours).toContainText('Next in line')
  emulator.release()
  await expect(studio.yours).toContainText('Drawing')
  emulator.release()
  await expect(studio.picture(mine)).toBeVisible()
  await expect(studio.left).toContainText('4 of 5 left')
})

test('a network lost and found again still brings the picture', async ({
  studio,
  context,
  emulator,
  troubles,
  words,
}) => {
  troubles.expect(CONNECTION_LOST)
  const mine = words('a letter in a bottle')
  emulator.hold()
  await studio.open('/')
  await studio.ask(mine)
  await expect(studio.yours).toContainText('Drawing')
  await context.setOffline(true)
  await expect(studio.yours).toContainText('Lost the line')
  emulator.open()
  await expect.poll(() => emulator.stats().drawn).toBe(1)
  await context.setOffline(false)
  await expect(studio.picture(mine)).toBeVisible()
  await expect(studio.yours).not.toContainText('Lost the line')
})

test('a press without a network says so, keeps the words, and charges nothing', async ({
  studio,
  page,
  context,
  emulator,
  troubles,
  words,
}) => {
  troubles.expect(CONNECTION_LOST)
  const mine = words('a gull inland')
  await studio.open('/')
  await studio.box.fill(mine)
  await context.setOffline(true)
  await studio.draw.click()
  await expect(page.getByRole('alert').filter({ hasText: 'You are not connected' })).toBeVisible()
  await expect(studio.box).toHaveValue(mine)
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(studio.picture(mine)).toBeVisible()
  await expect(studio.left).toContainText('4 of 5 left')
  expect(emulator.stats().accepted).toBe(1)
})

test('a second tab shows the same, live', async ({ studio, page, context, emulator, words }) => {
  const mine = words('two windows on one sea')
  emulator.hold()
  await studio.open('/')
  await studio.ask(mine)
  await expect(studio.yours).toContainText('Drawing')
  const second = studioOn(await context.newPage())
  await second.open(page.url())
  await expect(second.yours).toContainText('Drawing')
  emulator.open()
  await expect(second.picture(mine)).toBeVisible()
  await expect(studio.picture(mine)).toBeVisible()
  await expect(second.left).toContainText('4 of 5 left')
})

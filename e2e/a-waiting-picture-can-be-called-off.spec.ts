import { askFor } from './support/ask.ts'
import { expect, test } from './test.ts'

test('called off before it is sent, it costs nothing', async ({ studio, page, app, emulator, newVisitor, words }) => {
  emulator.hold()
  const other = await newVisitor()
  await other.page.goto('/')
  await askFor(other.page.request, app.url, words('somebody else first'))
  await expect.poll(() => emulator.stats().held).toBe(1)

  await studio.open('/')
  await studio.ask(words('a picture nobody wants'))
  await expect(studio.yours).toContainText('Next in line')
  await expect(studio.left).toContainText('4 of 5 left')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(studio.yours).toContainText('Called off')
  await expect(studio.yours).toContainText('It cost nothing')
  await expect(studio.left).toContainText('5 of 5 left')
  emulator.open()
  await expect.poll(() => app.underway()).toBe(0)
  expect(emulator.stats().accepted).toBe(1)
})

test('once sent, it says that it cannot be called off', async ({ studio, page, emulator, words }) => {
  emulator.hold()
  await studio.open('/')
  await studio.ask(words('an arrow in flight'))
  await expect(studio.yours).toContainText('Drawing')
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0)
  await expect(page.getByText('It has been sent and cannot be called off.')).toBeVisible()
})

import { randomUUID } from 'node:crypto'
import { studioOn } from './support/studio.ts'
import { expect, test } from './test.ts'

test('a double press draws and charges once', async ({ studio, emulator, words }) => {
  const kite = words('a double kite')
  await studio.open('/')
  await studio.box.fill(kite)
  await studio.draw.dblclick()
  await expect(studio.picture(kite)).toBeVisible()
  await expect(studio.left).toContainText('4 of 5 left')
  expect(emulator.stats().accepted).toBe(1)
})

test('Enter and a press right after it draw and charge once', async ({ studio, emulator, words }) => {
  const bell = words('a bell on a buoy')
  await studio.open('/')
  await studio.box.fill(bell)
  await studio.box.press('Enter')
  await studio.draw.click({ force: true })
  await expect(studio.picture(bell)).toBeVisible()
  await expect(studio.left).toContainText('4 of 5 left')
  expect(emulator.stats().accepted).toBe(1)
})

test('after a press the button says why it waits, for a second, and then takes the next', async ({
  studio,
  page,
  words,
}) => {
  await studio.open('/')
  await studio.ask(words('a slow river'))
  await expect(studio.draw).toHaveAttribute('aria-disabled', 'true')
  await expect(studio.draw).toHaveAccessibleDescription(/on their way|in a moment/)
  await expect(page.getByText('Ready for the next words in a moment.')).toBeVisible()
  await expect(studio.draw).not.toHaveAttribute('aria-disabled')
})

test('two tabs that send the same press draw and charge once', async ({ studio, page, context, emulator, words }) => {
  await studio.open('/')
  const other = await context.newPage()
  await other.goto('/')
  const order = { words: words('two tabs at sea'), idempotencyKey: randomUUID() }
  const send = (body: object) =>
    fetch('/api/trpc/pictures.request', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }).then(async (answer) => (await answer.json()).result.data.id as string)
  const [mine, others] = await Promise.all([page.evaluate(send, order), other.evaluate(send, order)])
  expect(mine).toBe(others)
  await page.goto(`/?p=${mine}`)
  await expect(studio.picture(order.words)).toBeVisible()
  await expect(studio.left).toContainText('4 of 5 left')
  expect(emulator.stats().accepted).toBe(1)
})

test('the same words pressed in two tabs are one picture for one charge', async ({
  studio,
  context,
  emulator,
  words,
}) => {
  const pair = words('a pair of swans')
  emulator.hold()
  await studio.open('/')
  const other = studioOn(await context.newPage())
  await other.open('/')
  await Promise.all([studio.ask(pair), other.ask(pair)])
  await expect(studio.yours).toContainText('Drawing')
  await expect(other.yours).toContainText('Drawing')
  emulator.open()
  await expect(studio.picture(pair)).toBeVisible()
  await expect(other.picture(pair)).toBeVisible()
  await expect(studio.left).toContainText('4 of 5 left')
  expect(emulator.stats().accepted).toBe(1)
})

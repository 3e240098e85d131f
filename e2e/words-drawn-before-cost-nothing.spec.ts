import { drawn } from './support/ask.ts'
import { expect, test } from './test.ts'

test('words somebody drew before say that they are free before the press, and are', async ({
  studio,
  page,
  app,
  emulator,
  newVisitor,
  words,
}) => {
  const whale = words('a whale under a small stone bridge')
  const stranger = await newVisitor()
  await stranger.page.goto('/')
  await drawn(stranger.page.request, app.url, whale)
  const calls = emulator.stats().accepted

  await studio.open('/')
  await studio.box.fill(whale.toUpperCase())
  await expect(page.getByText('This picture already exists. It costs nothing.')).toBeVisible()
  await expect(studio.draw).toHaveAccessibleName(/free/)
  await studio.draw.click()
  await expect(studio.yours).toContainText('From the cache: free')
  await expect(studio.picture(whale.toUpperCase())).toBeVisible()
  await expect(studio.left).toContainText('5 of 5 left')
  expect(emulator.stats().accepted).toBe(calls)
})

test('new words say what they would cost before the press', async ({ studio, page, words }) => {
  await studio.open('/')
  await studio.box.fill(words('a floating market'))
  await expect(page.getByText('A new picture: takes 1 of the 5 left today.')).toBeVisible()
  await expect(studio.draw).toHaveAccessibleName('Draw')
})

test('typing alone never asks for a picture', async ({ studio, page, emulator, words }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await studio.open('/')
  await studio.box.pressSequentially(words('a kite over the harbour'), { delay: 10 })
  await expect(page.getByText('A new picture: takes 1')).toBeVisible()
  expect(asked.filter((url) => url.includes('pictures.request'))).toEqual([])
  expect(asked.filter((url) => url.includes('pictures.preview')).length).toBeLessThanOrEqual(3)
  expect(emulator.stats().accepted).toBe(0)
})

test('words that somebody waits for already are joined: one call, and only the first pays', async ({
  studio,
  app,
  emulator,
  newVisitor,
  words,
}) => {
  const train = words('a night train crossing the sea')
  emulator.hold()
  const first = await newVisitor()
  await first.studio.open('/')
  await first.studio.ask(train)
  await expect(first.studio.yours).toContainText('Drawing')
  await studio.open('/')
  await studio.ask(train)
  await expect(studio.yours).toContainText('Drawing')
  emulator.open()
  await expect(studio.picture(train)).toBeVisible()
  await expect(studio.yours).toContainText('Joined a picture already in line: free')
  await expect(first.studio.picture(train)).toBeVisible()
  await expect(studio.left).toContainText('5 of 5 left')
  await expect(first.studio.left).toContainText('4 of 5 left')
  expect(emulator.stats().accepted).toBe(1)
  expect(app.underway()).toBe(0)
})

import type { Page } from '@playwright/test'
import type { PictureView } from '../server/pictures/view.ts'
import { drawn, drawnAndOffered, mutate, query } from './support/ask.ts'
import { expect, test } from './test.ts'

/** Words that mean nearly the same, and words that do not. Each test draws for itself, so each has a service of its own. */
const THEIRS = 'a kitty sitting on the moon'
const MINE = 'a cat sitting on the moon'
const OTHERS = 'a dog running on the beach'

test.use({ settings: {} })

const offerOn = (page: Page) => page.getByRole('region', { name: 'A similar picture' })
const takeOn = (page: Page) => page.getByRole('button', { name: 'Use this picture' })

test.beforeEach(async ({ app, newVisitor }) => {
  const stranger = await newVisitor()
  await stranger.page.goto('/')
  await drawnAndOffered(stranger.page.request, app.url, THEIRS, MINE)
})

test('a similar picture is offered while one types, and taking it is free, at once and labelled', async ({
  page,
  studio,
  emulator,
}) => {
  await studio.open('/')
  await studio.box.fill(MINE)
  await expect(offerOn(page)).toContainText(`Someone drew ${THEIRS}. Use it, free.`)
  await expect(offerOn(page)).toContainText(/(Nearly the same|Very close|Close), \d+%/)
  await expect(studio.box).toBeFocused()
  await expect(studio.draw).toHaveAccessibleName('Draw')
  await expect(studio.draw).toHaveAccessibleDescription(/Draw mine: takes 1 of the 5 left today and waits its turn/)

  await takeOn(page).click()
  await expect(studio.yours).toContainText(`Drawn for “${THEIRS}”`)
  await expect(studio.picture(THEIRS)).toBeVisible()
  await expect(offerOn(page)).toBeHidden()
  await expect(studio.left).toContainText('5 of 5 left')
  expect(emulator.stats().accepted).toBe(1)
})

test('from a picture that was taken, one’s own is one press away and costs one', async ({ page, studio, emulator }) => {
  await studio.open('/')
  await studio.box.fill(MINE)
  await takeOn(page).click()
  await expect(studio.picture(THEIRS)).toBeVisible()
  await page.getByRole('button', { name: /^My words instead/ }).click()
  await expect(studio.picture(MINE)).toBeVisible()
  await expect(studio.yours).toContainText('New · cost 1 picture')
  await expect(studio.left).toContainText('4 of 5 left')
  expect(emulator.stats().accepted).toBe(2)
})

test('whoever presses Draw beside an offer gets a picture of their own, for one', async ({
  page,
  studio,
  emulator,
}) => {
  await studio.open('/')
  await studio.box.fill(MINE)
  await expect(offerOn(page)).toBeVisible()
  await studio.draw.click()
  await expect(studio.picture(MINE)).toBeVisible()
  await expect(offerOn(page)).toBeHidden()
  await expect(studio.left).toContainText('4 of 5 left')
  expect(emulator.stats().accepted).toBe(2)
})

test('nothing is offered for words that mean something else, nor for the very words', async ({ page, studio }) => {
  await studio.open('/')
  await studio.box.fill(OTHERS)
  await expect(page.getByText('A new picture: takes 1 of the 5 left today.')).toBeVisible()
  await page.waitForLoadState('networkidle')
  await expect(offerOn(page)).toBeHidden()
  await studio.box.fill(THEIRS)
  await expect(page.getByText('This picture already exists. It costs nothing.')).toBeVisible()
  await expect(offerOn(page)).toBeHidden()
})

test('an offer is passed by with Escape or a press, is not made again, and leaves the focus in the box', async ({
  page,
  studio,
}) => {
  await studio.open('/')
  await studio.box.fill(MINE)
  await expect(offerOn(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(offerOn(page)).toBeHidden()
  await expect(studio.box).toBeFocused()
  await expect(page.getByText('A new picture: takes 1 of the 5 left today.')).toBeVisible()

  await page.reload()
  await studio.box.fill(MINE)
  await page.getByRole('button', { name: 'Not this one' }).click()
  await expect(offerOn(page)).toBeHidden()
  await expect(studio.box).toBeFocused()
  await studio.box.fill('one cat sitting on the moon')
  await expect(page.getByText('A new picture: takes 1 of the 5 left today.')).toBeVisible()
  await page.waitForLoadState('networkidle')
  await expect(offerOn(page)).toBeHidden()
})

test('the keyboard takes an offer: Tab after Draw', async ({ page, studio }) => {
  await studio.open('/')
  await studio.box.fill(MINE)
  await expect(offerOn(page)).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(studio.draw).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(takeOn(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(studio.picture(THEIRS)).toBeVisible()
})

test('nothing that can be pressed moves when an offer comes', async ({ page, studio, app }) => {
  await studio.open('/')
  const { id } = await drawn(page.request, app.url, OTHERS)
  for (const path of ['/', `/?p=${id}`]) {
    await studio.open(path)
    const places = () =>
      page
        .locator('main :is(button, a):visible:not([aria-label="A similar picture"] *)')
        .evaluateAll((all) => all.map((one) => [one.textContent, JSON.stringify(one.getBoundingClientRect())] as const))
    await studio.box.fill('x')
    await expect(page.getByText('A new picture: takes 1 of the')).toBeVisible()
    const before = new Map(await places())
    await studio.box.fill(MINE)
    await expect(offerOn(page)).toBeVisible()
    const after = await places()
    expect(after.length, path).toBeGreaterThan(0)
    for (const [name, place] of after) expect(place, `${path}: ${name}`).toBe(before.get(name))
  }
})

test('the picture’s page and the history say how a picture met the cache', async ({ page, studio, app }) => {
  await studio.open('/')
  const own = await drawn(page.request, app.url, OTHERS)
  const hit = await drawn(page.request, app.url, THEIRS)
  type Answer = { offer?: { id: string } }
  const { offer } = await query<Answer>(page.request, app.url, 'pictures.similar', { words: MINE })
  const taken = await mutate<PictureView>(page.request, app.url, 'pictures.takeSimilar', {
    offerId: offer?.id,
    words: MINE,
    idempotencyKey: crypto.randomUUID(),
  })
  for (const [{ id }, told] of [
    [own, 'Drawn new'],
    [hit, 'From the cache: free'],
    [taken, 'A similar picture, taken as it was: free'],
  ] as const) {
    await studio.open(`/p/${id}`)
    await expect(page.getByText(told, { exact: true })).toBeVisible()
  }
  await expect(page.getByRole('heading', { level: 1, name: MINE })).toBeVisible()
  await expect(page.getByText(`It was drawn for “${THEIRS}”.`)).toBeVisible()
  await studio.open('/history')
  const items = page.getByRole('list', { name: 'Your pictures' }).getByRole('listitem')
  await expect(items.filter({ hasText: MINE })).toContainText(`Drawn for “${THEIRS}”`)
  await expect(items.filter({ hasText: OTHERS })).toContainText('Drawn new')
})

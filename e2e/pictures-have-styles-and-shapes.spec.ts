import type { Page } from '@playwright/test'
import { drawn } from './support/ask.ts'
import { expectAccessible } from './support/wcag.ts'
import { expect, test } from './test.ts'

/** The in-house renderer draws: it knows styles and shapes. */
test.use({ settings: 'none' })

const BOAT = 'a sailing boat at sunset'

const lineOn = (page: Page) => page.locator('summary').filter({ hasText: 'Style and shape:' })
const radioOn = (page: Page, name: string) => page.getByRole('radio', { name, exact: true })

async function shapeOf(page: Page, words: string) {
  const box = await page.getByRole('img', { name: words, exact: true }).boundingBox()
  return Number(((box?.width ?? 0) / (box?.height ?? 1)).toFixed(2))
}

test('words are drawn in a style and a shape; in another they cost one more, and coming back is free', async ({
  page,
  studio,
}) => {
  await studio.open('/')
  await expect(lineOn(page)).toHaveText('Style and shape: Illustration · square')
  await lineOn(page).click()
  await radioOn(page, 'Pixel').check()
  await radioOn(page, 'Wide').check()
  await expect(lineOn(page)).toHaveText('Style and shape: Pixel · wide')
  await studio.ask(BOAT)
  const picture = studio.picture(BOAT)
  await expect(picture).toBeVisible()
  await expect(studio.left).toContainText('4 of 5 left')
  await expect(page.getByText(`Pixel · “${BOAT}”`)).toBeVisible()
  expect(await shapeOf(page, BOAT)).toBe(1.78)
  const inPixels = (await picture.getAttribute('src')) ?? ''

  await radioOn(page, 'Illustration').check()
  await radioOn(page, 'Square').check()
  await expect(page.getByText('A new picture: takes 1 of the 4 left today.')).toBeVisible()
  await expect(studio.draw).not.toHaveAttribute('aria-disabled')
  await studio.draw.click()
  await expect(studio.left).toContainText('3 of 5 left')
  await expect(picture).not.toHaveAttribute('src', inPixels)
  await expect(page.getByText(`“${BOAT}”`, { exact: true })).toBeVisible()
  expect(await shapeOf(page, BOAT)).toBe(1)

  await radioOn(page, 'Pixel').check()
  await radioOn(page, 'Wide').check()
  await expect(page.getByText('This picture already exists. It costs nothing.')).toBeVisible()
  await expect(studio.draw).not.toHaveAttribute('aria-disabled')
  await studio.draw.click()
  await expect(picture).toHaveAttribute('src', inPixels)
  await expect(studio.left).toContainText('3 of 5 left')
})

test('a choice survives a reload and another page, and “again” keeps the look of its own picture', async ({
  page,
  studio,
}) => {
  await studio.open('/')
  await lineOn(page).click()
  await radioOn(page, 'Noir').check()
  await radioOn(page, 'Tall').check()
  await studio.ask(BOAT)
  await expect(studio.picture(BOAT)).toBeVisible()
  await page.reload()
  await expect(lineOn(page)).toHaveText('Style and shape: Noir · tall')
  await expect(studio.picture(BOAT)).toBeVisible()
  expect(await shapeOf(page, BOAT)).toBe(0.56)

  await lineOn(page).click()
  await radioOn(page, 'Paper').check()
  const first = (await studio.picture(BOAT).getAttribute('src')) ?? ''
  await page.getByRole('button', { name: /^Again/ }).click()
  await expect(studio.left).toContainText('3 of 5 left')
  await expect(studio.picture(BOAT)).not.toHaveAttribute('src', first)
  await expect(page.getByText(`Noir · “${BOAT}”`)).toBeVisible()
  expect(await shapeOf(page, BOAT)).toBe(0.56)
  await studio.open('/')
  await expect(lineOn(page)).toHaveText('Style and shape: Paper · tall')
})

test('the keyboard chooses: Tab to the line, Enter opens it, arrows choose, Escape closes it, and nothing is drawn', async ({
  page,
  studio,
}) => {
  await studio.open('/')
  await studio.box.fill(BOAT)
  await page.keyboard.press('Tab')
  await expect(studio.draw).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(lineOn(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(radioOn(page, 'Illustration')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(radioOn(page, 'Flat')).toBeChecked()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(radioOn(page, 'Square')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(radioOn(page, 'Wide')).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(radioOn(page, 'Wide')).toBeHidden()
  await expect(lineOn(page)).toBeFocused()
  await expect(lineOn(page)).toHaveText('Style and shape: Flat · wide')
  await expect(studio.left).toContainText('5 of 5 left')
})

test('a similar picture is offered in the same style and shape only, and is taken in them', async ({
  page,
  studio,
  app,
}) => {
  const [theirs, mine] = ['a kitty sitting on the moon', 'a cat sitting on the moon']
  const offer = page.getByRole('region', { name: 'A similar picture' })
  await studio.open('/')
  await drawn(page.request, app.url, theirs, { style: 'pixel', size: '1536x864' })
  await studio.box.fill(mine)
  await expect(page.getByText('A new picture: takes 1')).toBeVisible()
  await page.waitForLoadState('networkidle')
  await expect(offer).toBeHidden()
  await lineOn(page).click()
  await radioOn(page, 'Pixel').check()
  await radioOn(page, 'Wide').check()
  await expect(offer).toBeVisible()
  await page.getByRole('button', { name: 'Use this picture' }).click()
  await expect(studio.picture(theirs)).toBeVisible()
  await expect(page.getByText(`Pixel · “${mine}”`)).toBeVisible()
  await expect(studio.yours).toContainText('A similar picture, drawn for other words: free')
  expect(await shapeOf(page, theirs)).toBe(1.78)
})

test('a picture’s page and the history show it whole and name its style', async ({ page, studio, app }) => {
  await studio.open('/')
  const tall = await drawn(page.request, app.url, BOAT, { style: 'poster', size: '864x1536' })
  await studio.open(`/p/${tall.id}`)
  await expect(page.getByText('Poster · Drawn new', { exact: true })).toBeVisible()
  await expect(studio.picture(BOAT)).toBeVisible()
  expect(await shapeOf(page, BOAT)).toBe(0.56)
  await studio.open('/history')
  const item = page.getByRole('list', { name: 'Your pictures' }).getByRole('listitem')
  await expect(item).toContainText('Poster · Drawn new')
  await expect(item.locator('img')).toHaveCSS('object-fit', 'contain')
})

for (const width of [1280, 360]) {
  test(`axe finds nothing in the open choice, and nothing is wider than a page of ${width} pixels`, async ({
    page,
    studio,
  }) => {
    await page.setViewportSize({ width, height: 800 })
    await studio.open('/')
    await lineOn(page).click()
    await radioOn(page, 'Vivid').check()
    await radioOn(page, 'Wide').check()
    await expectAccessible(page, 'choice open')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
}

test.describe('where whoever draws has one look', () => {
  test.use({ settings: 'shared' })

  test('nothing is there to choose', async ({ page, studio }) => {
    await studio.open('/')
    await expect(studio.draw).toBeVisible()
    await expect(lineOn(page)).toHaveCount(0)
  })
})

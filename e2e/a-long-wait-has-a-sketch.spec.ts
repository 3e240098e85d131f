import { expectAccessible } from './support/wcag.ts'
import { expect, test } from './test.ts'

// How long a drawing takes is known from those before it: an app of its own expects the worst of an image API.
test.use({ settings: {} })

test('a sketch is there at once, labelled as one, and the real picture takes its place', async ({
  page,
  studio,
  emulator,
  words,
}) => {
  const asked = words('a red car at sunset')
  emulator.hold()
  await studio.open('/')
  await studio.ask(asked)
  const sketch = page.getByRole('img', { name: `Sketch of: ${asked}`, exact: true })
  await expect(sketch).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Sketch — your picture is on its way')).toBeVisible()
  await expect(studio.yours).toContainText('Drawing')
  await expectAccessible(page, 'a sketch meanwhile')
  await expect(studio.picture(asked), 'it is never taken for the picture').toHaveCount(0)
  await page.reload()
  await expect(sketch, 'it is still there after a reload').toBeVisible()
  emulator.release()
  await expect(studio.picture(asked)).toBeVisible()
  await expect(studio.yours).toContainText('Ready')
  await expect(sketch).toHaveCount(0)
  await expect(page.getByText(/^Sketch/)).toHaveCount(0)
  await expect(studio.left).toContainText('4 of 5 left')
})

test('if the picture cannot be had, the sketch is offered, costs nothing, and stays labelled when kept', async ({
  page,
  studio,
  emulator,
  words,
}) => {
  const asked = words('[[fault:422]] a red bridge over a river')
  const sketch = page.getByRole('img', { name: `Sketch of: ${asked}`, exact: true })
  emulator.hold()
  await studio.open('/')
  await studio.ask(asked)
  await expect(sketch).toBeVisible({ timeout: 20_000 })
  emulator.open()
  await expect(studio.yours).toContainText('Not drawn', { timeout: 20_000 })
  await expect(studio.yours).toContainText('The sketch is yours if you want it.')
  await expect(studio.left).toContainText('5 of 5 left')
  await expect(page.getByText('Sketch — the picture itself could not be drawn')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Download the sketch as WebP' })).toBeVisible()

  await expectAccessible(page, 'a sketch to keep')

  await page.getByRole('button', { name: 'Keep the sketch' }).click()
  await expect(studio.yours).toContainText('Sketch kept')
  const saved = page.getByRole('link', { name: 'Download as WebP' })
  await expect(saved).toHaveAttribute('href', /download=sketch-of-/)
  await expectAccessible(page, 'a kept sketch')
  await expect(sketch).toBeVisible()
  await expect(studio.picture(asked), 'a kept sketch is not called the picture').toHaveCount(0)
  await expect(studio.left).toContainText('5 of 5 left')

  const id = new URL(page.url()).searchParams.get('p')
  await studio.open('/history')
  const mine = page.getByRole('list', { name: 'Your pictures' }).getByRole('listitem')
  await expect(mine).toHaveCount(1)
  await expect(mine.getByText('Sketch', { exact: true })).toBeVisible()
  await expectAccessible(page, 'a sketch in the history')
  await page.goto(`/p/${id}`)
  await expect(sketch).toBeVisible()
  await expect(page.locator('meta[property="og:image:alt"]')).toHaveAttribute('content', `Sketch of: ${asked}`)
})

test('words the image service will not draw leave no sketch', async ({ page, studio, emulator, words }) => {
  const asked = words('[[fault:moderation]] something unkind')
  emulator.hold()
  await studio.open('/')
  await studio.ask(asked)
  const sketch = page.getByRole('img', { name: /^Sketch of/ })
  await expect(sketch).toBeVisible({ timeout: 20_000 })
  emulator.open()
  await expect(studio.yours).toContainText('The image service would not draw these words')
  await expect(sketch).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Keep the sketch' })).toHaveCount(0)
  await expect(studio.left).toContainText('5 of 5 left')
})

test.describe('at a call in three minutes', () => {
  test.use({ settings: { UPSTREAM_LIMIT: '1', UPSTREAM_WINDOW_SECONDS: '180' } })

  test('a long wait is said to be one, with a sketch meanwhile and the way out', async ({ page, studio, words }) => {
    const asked = words('a slow boat')
    await studio.open('/')
    await studio.box.fill(asked)
    await expect(page.getByText('The line is long now: about 3 minutes.')).toBeVisible()
    await studio.ask(asked)
    await expect(studio.yours).toContainText('A long wait: here is a sketch meanwhile.', { timeout: 20_000 })
    await expect(studio.yours).toContainText('Cancelling is free until it is sent.')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(studio.yours).toContainText('It cost nothing')
    await expect(page.getByRole('img', { name: /^Sketch of/ })).toHaveCount(0)
    await expect(studio.left).toContainText('5 of 5 left')
  })
})

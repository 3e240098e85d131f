import { makeToken, signInWithToken } from './support/account.ts'
import { askFor, drawn } from './support/ask.ts'
import { refusedWith } from './support/troubles.ts'
import { expect, test } from './test.ts'

test('my pictures stand newest first, nobody else’s among them, and one deleted is gone', async ({
  page,
  studio,
  app,
  newVisitor,
  troubles,
  words,
}) => {
  const asked = [words('the first boat'), words('the second boat'), words('the third boat')]
  await studio.open('/')
  const pictures = []
  for (const line of asked) pictures.push(await drawn(page.request, app.url, line))
  const neighbour = await newVisitor()
  await neighbour.page.goto('/')
  await drawn(neighbour.page.request, app.url, words('a stranger’s boat'))

  await studio.open('/history')
  const mine = page.getByRole('list', { name: 'Your pictures' }).getByRole('listitem')
  await expect(mine).toHaveCount(3)
  for (const [index, line] of [...asked].reverse().entries()) await expect(mine.nth(index)).toContainText(line)
  await expect(page.getByText('That is all of them.')).toBeVisible()

  await page.getByRole('button', { name: `Delete “${asked[1]}”` }).click()
  const question = page.getByRole('alertdialog', { name: 'Delete this picture?' })
  await expect(question.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(mine).toHaveCount(2)
  await page.reload()
  await expect(mine).toHaveCount(2)
  troubles.expect(refusedWith(404))
  expect((await page.goto(`/p/${pictures[1]?.id}`))?.status()).toBe(404)
})

test('an empty history leads to the studio', async ({ page, studio }) => {
  await studio.open('/history')
  await expect(page.getByText('No pictures yet')).toBeVisible()
  await page.getByRole('link', { name: 'To the studio', exact: true }).click()
  await expect(studio.box).toBeVisible()
})

test('it goes on while one scrolls, to the very first', async ({ page, studio, app, words }) => {
  await signInWithToken(page, await makeToken(app))
  const lines = Array.from({ length: 27 }, (_, nth) => words(`wave ${nth + 1}`))
  for (let at = 0; at < lines.length; at += 9) {
    await Promise.all(lines.slice(at, at + 9).map((line) => askFor(page.request, app.url, line)))
    await expect.poll(() => app.underway()).toBe(0)
  }
  await studio.open('/history')
  const mine = page.getByRole('list', { name: 'Your pictures' }).getByRole('listitem')
  await expect(mine).toHaveCount(24)
  await page.mouse.wheel(0, 10_000)
  await expect(mine).toHaveCount(27)
  await expect(page.getByText('That is all of them.')).toBeVisible()
})

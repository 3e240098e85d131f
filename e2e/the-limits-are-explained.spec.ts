import { expectAccessible } from './support/wcag.ts'
import { expect, test } from './test.ts'

test('the documentation leads to every page of it', async ({ page, studio }) => {
  await studio.open('/')
  await page.getByRole('contentinfo').getByRole('link', { name: 'Documentation' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Documentation' })).toBeVisible()
  await expectAccessible(page, 'documentation')
  await page.getByRole('link', { name: /^Headers, reasons and refusals/ }).click()
  await expect(page).toHaveURL('/docs/limits#headers')
  await expect(page.getByRole('heading', { level: 2, name: 'What every answer tells' })).toBeInViewport()
})

test('each part of the limits has an address, in the contents and at its heading', async ({ page }) => {
  await page.goto('/docs/limits')
  const contents = page.getByRole('navigation', { name: 'On this page' }).getByRole('link')
  const sections = page.getByRole('main').getByRole('heading', { level: 2 })
  await expect(contents).toHaveCount(await sections.count())
  for (const link of await contents.all()) {
    await expect(page.locator((await link.getAttribute('href')) ?? 'none')).toHaveCount(1)
  }
  await page.getByRole('link', { name: 'daily-quota', exact: true }).click()
  await expect(page).toHaveURL('/docs/limits#reason-daily-quota')
})

test('what an example shows of an answer is what answers really hold', async ({ page, app }) => {
  await page.goto('/docs/limits')
  const shown = await page.getByRole('figure', { name: 'An answer that served' }).textContent()
  const answer = await page.request.post(`${app.url}/api/v1/pictures`, { data: { words: 'a bridge of examples' } })
  for (const line of (shown ?? '').split('\n').filter((line) => /ratelimit/i.test(line))) {
    const [name = '', example = ''] = line.split(': ')
    const shape = (text: string) => text.replaceAll(/\d+/g, '0')
    expect([name, shape(answer.headers()[name.toLowerCase()] ?? '')]).toEqual([name, shape(example)])
  }
})

test('examples are copied as they stand, for this very address', async ({ page, context, app }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/docs/limits#patient')
  const copy = page.getByRole('button', { name: 'Copy: JavaScript example' })
  await copy.click()
  await expect(copy).toContainText('Copied')
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain(`const API = '${app.url}/api/v1'`)
  expect(copied).toContain('async function untilThereIsRoom()')
})

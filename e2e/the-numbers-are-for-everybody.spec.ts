import { drawn } from './support/ask.ts'
import { expect, test } from './test.ts'

test.use({ settings: {} })

test('before anything was asked for, the page of numbers says so', async ({ page, studio }) => {
  await studio.open('/docs/numbers')
  await expect(page.getByText('Nothing was asked for yet')).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
})

test('the page of numbers counts what was drawn and what was there already', async ({ page, studio, app, words }) => {
  await studio.open('/docs/limits')
  const whale = words('a whale under a bridge')
  await drawn(page.request, app.url, whale)
  await drawn(page.request, app.url, words('a lamp on a quay'))
  await drawn(page.request, app.url, whale)
  await page.getByRole('link', { name: 'See the numbers' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Numbers' })).toBeVisible()
  // What is answered fast is counted in batches.
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('row', { name: /^In the cache/ })).toContainText(/1.*1.*1/, { timeout: 500 })
  }).toPass()
  await expect(page.getByRole('row', { name: /^Drawn new/ })).toContainText(/2.*2.*2/)
  await expect(page.getByRole('listitem').filter({ hasText: 'In the cache' })).toContainText('33%')
  await expect(page.getByRole('definition').filter({ hasText: '33%' })).toBeVisible()
})

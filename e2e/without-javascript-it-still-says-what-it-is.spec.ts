import { expect, test } from './test.ts'

test.use({ javaScriptEnabled: false })

test('the studio says what this is and what it needs', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'What should we draw?' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'This is Drawbridge' })).toBeVisible()
  await expect(page.getByRole('paragraph').filter({ hasText: 'Drawing needs JavaScript' })).toBeVisible()
})

test('limits and signing in can be read', async ({ page }) => {
  await page.goto('/docs/limits')
  await expect(page.getByRole('heading', { level: 1, name: 'Limits' })).toBeVisible()
  await page.goto('/sign-in')
  await expect(page.getByRole('paragraph').filter({ hasText: 'Signing in needs JavaScript' })).toBeVisible()
})

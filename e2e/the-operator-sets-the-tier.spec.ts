import { makeToken, openAccount, signInWithToken } from './support/account.ts'
import { expect, test } from './test.ts'

test('npm run user set-tier acts on the very next request, in both directions', async ({
  page,
  studio,
  app,
  email,
}) => {
  await openAccount(page, email)
  await studio.open('/')
  await expect(studio.left).toContainText('5 of 5 left')
  await app.cli('user', 'set-tier', email, 'premium')
  await page.reload()
  await expect(studio.left).toContainText('100 of 100 left')
  await app.cli('user', 'set-tier', email, 'basic')
  await page.reload()
  await expect(studio.left).toContainText('5 of 5 left')
})

test('a token that is revoked gives nothing from the next request on', async ({ page, studio, app }) => {
  await signInWithToken(page, await makeToken(app))
  await studio.open('/')
  await expect(studio.left).toContainText('100 of 100 left')
  const [, id = ''] = (await app.cli('token', 'list')).match(/^(\S+)\s+newsroom/m) ?? []
  await app.cli('token', 'revoke', id)
  await page.reload()
  await expect(studio.left).toContainText('5 of 5 left')
})

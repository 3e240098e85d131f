import { readFileSync } from 'node:fs'
import { expect, test } from './test.ts'

test('credits name the art, the words, the fonts and every package that is shipped', async ({ page, studio }) => {
  await studio.open('/')
  await page.getByRole('link', { name: 'Credits' }).click()
  const works = page.getByRole('table', { name: 'What it draws and speaks with' })
  for (const [work, licence] of [
    ['Fluent Emoji', 'MIT'],
    ['emojibase-data', 'MIT'],
    ['WordNet 3.1', 'WordNet licence'],
    ['Noto Sans', 'SIL Open Font License 1.1'],
    ['Lucide', 'ISC'],
  ] as const) {
    await expect(works.getByRole('row', { name: new RegExp(work) }).first()).toContainText(licence)
  }
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  const packages = page.getByRole('region', { name: 'What it runs on' })
  const named = await packages.locator('li > :first-child').allTextContents()
  expect(named).toEqual(expect.arrayContaining(Object.keys(dependencies)))
})

test('the licences open one by one, and their words are a click away', async ({ page, studio }) => {
  await studio.open('/docs/credits')
  await expect(page.getByText('better-sqlite3', { exact: true })).toBeHidden()
  await page
    .locator('summary')
    .filter({ hasText: /^MIT\d/ })
    .click()
  await expect(page.getByText('better-sqlite3', { exact: true })).toBeVisible()
  const path = await page.getByRole('link', { name: 'Read all licences and notices' }).getAttribute('href')
  const notices = await page.request.get(path ?? '')
  expect(notices.headers()['content-type']).toContain('text/plain')
  expect(await notices.text()).toMatch(/WordNet 3\.0 Copyright 2006 by Princeton University.*Joshua Wise/s)
})

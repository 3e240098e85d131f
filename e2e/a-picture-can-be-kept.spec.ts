import { readFile } from 'node:fs/promises'
import { expect, test } from './test.ts'

const FORMATS = [
  { name: 'Download as WebP', ending: '.webp', begins: /^RIFF.{4}WEBP/s },
  { name: 'Download as PNG', ending: '.png', begins: /^.PNG\r\n/ },
]

test('downloads are the very picture, in both formats, under a name made of its words', async ({
  studio,
  page,
  words,
}) => {
  const asked = words('a herring gull')
  await studio.open('/')
  await studio.ask(asked)
  await expect(studio.picture(asked)).toBeVisible()
  for (const { name, ending, begins } of FORMATS) {
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    const download = await coming
    expect(download.suggestedFilename()).toMatch(/^a.herring.gull/)
    expect(download.suggestedFilename().endsWith(ending)).toBe(true)
    const bytes = await readFile(await download.path())
    expect(bytes.subarray(0, 12).toString('latin1')).toMatch(begins)
  }
})

test('copying the link gives the address of the picture page', async ({ studio, page, context, app, words }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const asked = words('a message for you')
  await studio.open('/')
  await studio.ask(asked)
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('Link copied')).toBeVisible()
  const id = new URL(page.url()).searchParams.get('p')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${app.url}/p/${id}`)
})

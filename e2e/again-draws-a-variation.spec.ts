import { expect, test } from './test.ts'

test('again gives another picture of the same words, and costs one', async ({ studio, page, emulator, words }) => {
  const gull = words('a gull on a post')
  await studio.open('/')
  await studio.ask(gull)
  await expect(studio.picture(gull)).toBeVisible()
  const firstAddress = page.url()
  const firstImage = await studio.picture(gull).getAttribute('src')
  await page.getByRole('button', { name: /^Again costs 1/ }).click()
  await expect(studio.left).toContainText('3 of 5 left')
  await expect(studio.yours).toContainText('New variation · cost 1 picture')
  await expect(studio.picture(gull)).not.toHaveAttribute('src', firstImage ?? '')
  expect(page.url()).not.toBe(firstAddress)
  expect(emulator.stats().accepted).toBe(2)
})

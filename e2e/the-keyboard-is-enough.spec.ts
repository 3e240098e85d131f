import type { Page } from '@playwright/test'
import { expect, test } from './test.ts'

test('words are typed and sent with Tab and Enter, and what comes next is reached the same way', async ({
  page,
  studio,
  words,
}) => {
  const asked = words('a typewriter afloat')
  await studio.open('/')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(studio.box).toBeFocused()
  await page.keyboard.type(asked)
  await page.keyboard.press('Tab')
  await expect(studio.draw).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(studio.picture(asked)).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Download as WebP' })).toBeFocused()
})

test('wherever the keyboard goes, one sees where it is', async ({ page, studio }) => {
  for (const path of ['/', '/sign-in', '/history']) {
    await studio.open(path)
    const stops = []
    for (let press = 0; press < 40; press++) {
      await page.keyboard.press('Tab')
      const stop = await focusedStop(page)
      if (stop === undefined) break
      stops.push(stop.name)
      expect.soft(stop.marked, `${path}: ${stop.name}`).toBe(true)
    }
    expect(stops.length, path).toBeGreaterThan(4)
  }
})

/** What has the focus, and whether it or something around it is outlined; undefined past the last stop. */
async function focusedStop(page: Page): Promise<{ name: string; marked: boolean } | undefined> {
  return await page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return undefined
    let marked = false
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
      const { outlineStyle, outlineWidth } = getComputedStyle(at)
      marked ||= outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    }
    return { name: element.getAttribute('aria-label') ?? element.textContent ?? element.tagName, marked }
  })
}

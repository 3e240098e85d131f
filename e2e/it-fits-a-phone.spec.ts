import type { Page } from '@playwright/test'
import { openAccount } from './support/account.ts'
import { drawn } from './support/ask.ts'
import { refusedWith } from './support/troubles.ts'
import { expect, test } from './test.ts'

test.use({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true })

test('no page is wider than the phone, not even with endless words', async ({ page, studio, app, troubles, email }) => {
  troubles.expect(refusedWith(404))
  await openAccount(page, email)
  const { id } = await drawn(page.request, app.url, `${'unbreakable'.repeat(20)}${email.slice(0, 6)}`)
  const paths = [
    '/',
    `/?p=${id}`,
    `/p/${id}`,
    '/history',
    '/account',
    '/docs/limits',
    '/docs/numbers',
    '/docs/credits',
    '/sign-in',
    '/sign-up',
    '/nowhere',
  ]
  for (const path of paths) {
    await studio.open(path)
    expect.soft(await pageWidth(page), path).toBeLessThanOrEqual(360)
  }
})

test('nothing moves when the picture arrives, nor before', async ({ page, studio, emulator, words }) => {
  await page.addInitScript(() => {
    const shifts: { value: number; what: string }[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & { value: number; sources: { node?: Node }[] }
        const nodes = sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 120) : String(node)))
        shifts.push({ value, what: nodes.join(' + ') })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const asked = words('a tall ship')
  emulator.hold()
  await studio.open('/')
  expect(await shifted(page), 'while the page comes').toBeLessThan(0.02)
  await studio.box.fill(asked)
  await studio.box.press('Enter')
  await expect(studio.yours).toContainText('Drawing')
  await expect(studio.draw).not.toHaveAttribute('aria-disabled')
  await forgetShifts(page)
  emulator.release()
  await expect(studio.picture(asked)).toBeVisible()
  await expect(studio.yours).toContainText('Ready')
  await expect(studio.left).toContainText('4 of 5 left')
  expect(await shifted(page), 'as the picture arrives').toBeLessThan(0.02)
})

test('a picture is drawn by touch alone', async ({ studio, words }) => {
  const asked = words('a fingertip on water')
  await studio.open('/')
  await studio.box.tap()
  await studio.box.fill(asked)
  await studio.draw.tap()
  await expect(studio.picture(asked)).toBeVisible()
})

const pageWidth = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)

type Shifts = { shifts: { value: number; what: string }[] }

/** Sum of what moved since it was last forgotten; prints what it was when it is too much. */
async function shifted(page: Page): Promise<number> {
  const { shifts } = await page.evaluate(() => ({ shifts: (window as unknown as Shifts).shifts }))
  test.info().annotations.push({ type: 'moved', description: JSON.stringify(shifts) })
  return shifts.reduce((sum, { value }) => sum + value, 0)
}

const forgetShifts = (page: Page) => page.evaluate(() => void (window as unknown as Shifts).shifts.splice(0))

import type { Page } from '@playwright/test'
import { expect, test } from './test.ts'

test('it follows the system’s light and dark, and a choice of one’s own outlasts a reload', async ({
  page,
  studio,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await studio.open('/')
  expect(await lightness(page)).toBeLessThan(0.3)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(() => lightness(page)).toBeGreaterThan(0.7)
  await page.getByRole('button', { name: 'Switch between light and dark' }).click()
  await expect.poll(() => lightness(page)).toBeLessThan(0.3)
  await page.reload()
  expect(await lightness(page)).toBeLessThan(0.3)
})

test('under reduced motion nothing moves while one waits, and nothing when the picture comes', async ({
  page,
  studio,
  emulator,
  words,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const asked = words('a still lake')
  emulator.hold()
  await studio.open('/')
  await studio.ask(asked)
  await expect(studio.yours).toContainText('Drawing')
  await expect(studio.draw).not.toHaveAttribute('aria-disabled')
  expect(await stillMoving(page)).toEqual([])
  emulator.release()
  await expect(studio.picture(asked)).toBeVisible()
  expect(await stillMoving(page)).toEqual([])
})

/** Of the colour the page stands on, 0 black to 1 white, as painted. */
async function lightness(page: Page): Promise<number> {
  return await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d')
    if (!context) return Number.NaN
    context.fillStyle = getComputedStyle(document.body).backgroundColor
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
    return (red + green + blue) / 3 / 255
  })
}

/** Animations that take longer than a blink, and parts of drawings that change from frame to frame. */
async function stillMoving(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const running = document
      .getAnimations()
      .filter(({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().endTime) > 50)
      .map((animation) => {
        const { target } = animation.effect as KeyframeEffect
        return `${animation instanceof CSSAnimation ? animation.animationName : animation.id} on ${target?.outerHTML.slice(0, 150)}`
      })
    const drawings = [...document.querySelectorAll('main svg')]
    const before = drawings.map((drawing) => drawing.outerHTML)
    for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame)
    // One that is taken away whole (the bridge, when the picture is there) did not move.
    const moved = drawings.filter((drawing, at) => drawing.isConnected && drawing.outerHTML !== before[at])
    return [...running, ...moved.map((drawing) => drawing.outerHTML.slice(0, 150))]
  })
}

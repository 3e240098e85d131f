import { mkdir, writeFile } from 'node:fs/promises'
import { type Browser, type BrowserContext, chromium, expect } from '@playwright/test'
import sharp from 'sharp'
import { buildIfNeeded } from '../server/cli/build-if-needed.ts'
import { ensureBrowser } from '../server/cli/find-browser.ts'
import { createEmulator } from '../server/emulator/emulator.ts'
import { startApp } from './support/app-server.ts'
import { askFor, drawn } from './support/ask.ts'
import { behindEmulator } from './support/behind-emulator.ts'
import { type Studio, studioOn } from './support/studio.ts'

/** npm run screenshots: the studio's states, wide and narrow, light and dark, into docs/screenshots/. */
const FOLDER = 'docs/screenshots'
const HERO = 'a sailing boat and a whale at sunset'
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]
/** The two that the README shows keep their names. */
const IN_README: Record<string, string> = { 'ready-1440-light': 'studio', 'waiting-1440-light': 'waiting' }
const AHEAD = ['a whale under a small stone bridge', 'a night train crossing the sea']

const executablePath = await ensureBrowser()
await buildIfNeeded()
await mkdir(FOLDER, { recursive: true })
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
for (const viewport of SIZES) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const look = { viewport, colorScheme, deviceScaleFactor: viewport.width < 600 ? 2 : 1 }
    const shoot = (studio: Studio, state: string) => keep(studio, `${state}-${viewport.width}-${colorScheme}`)
    await shootDrawing(browser, look, shoot)
    await shootWaiting(browser, look, shoot)
  }
}
await browser.close()

type Look = Parameters<Browser['newContext']>[0]
type Shoot = (studio: Studio, state: string) => Promise<void>

/** Empty, ready and limit, as the service starts with no settings. */
async function shootDrawing(browser: Browser, look: Look, shoot: Shoot) {
  const app = await startApp({})
  const context = await browser.newContext(look)
  const studio = studioOn(await context.newPage())
  await studio.open(app.url)
  await shoot(studio, 'empty')
  await studio.ask(HERO)
  await expect(studio.picture(HERO)).toBeVisible()
  await expect(studio.left).toContainText('4 of 5 left')
  await shoot(studio, 'ready')
  for (const words of [...AHEAD, 'a floating market at first light', 'a red fox asleep in a rowing boat']) {
    await drawn(context.request, app.url, words)
  }
  await studio.open(studio.page.url())
  await studio.ask('one more before the tide turns')
  await expect(studio.page.getByRole('alert').first()).toBeVisible()
  await shoot(studio, 'limit')
  await context.close()
  await app.remove()
}

/** Third in line before an image service that takes a call in twenty seconds. */
async function shootWaiting(browser: Browser, look: Look, shoot: Shoot) {
  const emulator = await createEmulator()
  const pace = { UPSTREAM_LIMIT: '1', UPSTREAM_WINDOW_SECONDS: '20' }
  const app = await startApp({ ...behindEmulator(emulator), ...pace })
  const stranger = await browser.newContext({ extraHTTPHeaders: { 'X-Forwarded-For': '203.0.113.7' } })
  await stranger.request.get(app.url, { headers: { Accept: 'text/html' } })
  for (const words of AHEAD) await askFor(stranger.request, app.url, words)
  const context = await browser.newContext(look)
  const studio = studioOn(await context.newPage())
  await studio.open(app.url)
  await studio.ask(HERO)
  await expect(studio.yours).toContainText('in line')
  await expect(studio.page.getByRole('img', { name: `Sketch of: ${HERO}` })).toBeVisible()
  await shoot(studio, 'waiting')
  await closeAll(stranger, context)
  await app.remove()
  await emulator.close()
}

async function closeAll(...contexts: BrowserContext[]) {
  for (const context of contexts) await context.close()
}

/** Waits until everything stands still, then keeps what is seen as a small PNG. */
async function keep({ page, draw }: Studio, name: string) {
  await expect(draw).not.toHaveAttribute('aria-disabled')
  await page.mouse.move(0, 0)
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
    return Promise.allSettled(ending.map((animation) => animation.finished))
  })
  const png = await page.screenshot()
  const small = await sharp(png).png({ palette: true, quality: 90, effort: 9 }).toBuffer()
  await writeFile(`${FOLDER}/${IN_README[name] ?? name}.png`, small)
}

import type { Page } from '@playwright/test'
import { refusedWith } from './support/troubles.ts'
import { expectAccessible } from './support/wcag.ts'
import { expect, test } from './test.ts'

const PAGES = [
  '/',
  '/history',
  '/docs',
  '/docs/limits',
  '/docs/api',
  '/docs/numbers',
  '/docs/credits',
  '/sign-in',
  '/sign-up',
]
const switchOf = (page: Page) => page.getByRole('contentinfo').getByRole('navigation')
const html = (page: Page) => page.locator('html')

test.describe('in a French browser', () => {
  test.use({ locale: 'fr-FR' })

  test('every page is French at once, as the server sends it', async ({ page, app, address }) => {
    const headers = { 'X-Forwarded-For': address, 'Accept-Language': 'fr-FR,fr;q=0.9,en;q=0.8' }
    for (const path of [...PAGES, '/nowhere']) {
      const sent = await (await page.request.get(app.url + path, { headers })).text()
      const english = /Skip to content|Sign in|Everyone’s turn is kept/.exec(sent)?.[0]
      expect.soft({ path, lang: /<html lang="(..)"/.exec(sent)?.[1], english }).toEqual({ path, lang: 'fr' })
    }
    const manifest = await (await page.request.get(`${app.url}/manifest.webmanifest`, { headers })).json()
    expect(manifest.description).toContain('Chacun garde son tour')
  })

  test('a picture is asked for, waited for and had in French', async ({ page, words, emulator }) => {
    const asked = words('une péniche sous la lune')
    emulator.hold()
    await page.goto('/')
    await expect(page.getByRole('status', { name: 'Images restantes aujourd’hui' })).toContainText('5 sur 5')
    await page.getByRole('textbox', { name: 'Une image de quoi' }).fill(asked)
    await page.getByRole('button', { name: 'Dessiner' }).click()
    const status = page.getByRole('status', { name: 'Votre image' })
    await expect(status).toContainText('Dessin en cours')
    emulator.release()
    await expect(page.getByRole('img', { name: asked })).toBeVisible()
    await expect(status).toContainText('Prête')
    await expect(page).toHaveTitle(/^Prête/)
  })

  test('French words fit a phone and stand in nobody’s way', async ({ page, troubles }) => {
    troubles.expect(refusedWith(404))
    await page.setViewportSize({ width: 360, height: 740 })
    for (const path of [...PAGES, '/nowhere']) {
      await page.goto(path)
      await expect(html(page)).toHaveAttribute('lang', 'fr')
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360)
    }
    for (const path of ['/docs', '/docs/limits']) {
      await page.goto(path)
      await expectAccessible(page, path)
    }
  })
})

test('the switch changes the words and nothing else: typed words stay, and the choice is kept', async ({
  page,
  studio,
  words,
}) => {
  const typed = words('half a sentence')
  await studio.open('/')
  await studio.box.fill(typed)
  await switchOf(page).getByRole('link', { name: 'Français' }).click()
  await expect(html(page)).toHaveAttribute('lang', 'fr')
  await expect(page.getByRole('textbox', { name: 'Une image de quoi' })).toHaveValue(typed)
  await expect(page).toHaveURL('/')
  await page.goto('/docs/limits')
  await expect(page.getByRole('heading', { level: 1, name: 'Limites' })).toBeVisible()
  await switchOf(page).getByRole('link', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Limits' })).toBeVisible()
  await page.reload()
  await expect(html(page)).toHaveAttribute('lang', 'en')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the switch is a link to the same page, and the choice is kept', async ({ page }) => {
    await page.goto('/docs/limits')
    await switchOf(page).getByRole('link', { name: 'Français' }).click()
    await expect(page).toHaveURL('/docs/limits?language=fr')
    await expect(page.getByRole('heading', { level: 1, name: 'Limites' })).toBeVisible()
    await page.goto('/docs')
    await expect(html(page)).toHaveAttribute('lang', 'fr')
  })
})

test('a search engine finds an address for each language, and each of them shows its own', async ({ page }) => {
  await page.goto('/docs/limits?language=fr')
  await expect(html(page)).toHaveAttribute('lang', 'fr')
  const alternate = (language: string) => page.locator(`link[rel=alternate][hreflang=${language}]`)
  await expect(alternate('en')).toHaveAttribute('href', /\/docs\/limits\?language=en$/)
  await expect(alternate('fr')).toHaveAttribute('href', /\/docs\/limits\?language=fr$/)
  await expect(alternate('x-default')).toHaveAttribute('href', /\/docs\/limits$/)
  await switchOf(page).getByRole('link', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Limits' })).toBeVisible()
  await expect(page).toHaveURL('/docs/limits')
})

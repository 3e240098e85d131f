import { createServer } from 'node:http'
import type { BrowserContext, Page } from '@playwright/test'
import { listen } from '../server/http/listen.ts'
import { openAccount } from './support/account.ts'
import { askFor } from './support/ask.ts'
import { refusedWith } from './support/troubles.ts'
import { expectAccessible } from './support/wcag.ts'
import { expect, test } from './test.ts'

const favicon = (page: Page) =>
  page.evaluate(() => decodeURIComponent(document.querySelector<HTMLLinkElement>('link[rel~="icon"]')?.href ?? ''))

/** The browser's own question, counted and answered; `as`: what it stands at before. */
const standAt = (context: BrowserContext, as: NotificationPermission, answer: NotificationPermission) =>
  context.addInitScript(
    ([before, then]) => {
      let now = before
      const asked = Object.assign(window, { askedForPermission: 0 })
      Object.defineProperty(Notification, 'permission', { get: () => now })
      Notification.requestPermission = async () => {
        asked.askedForPermission++
        now = then
        return then
      }
    },
    [as, answer] as const,
  )
const timesAsked = (page: Page) => page.evaluate(() => Reflect.get(window, 'askedForPermission'))

/** What Chromium says of every private window, such as a test's. */
const NO_PUSH_SERVICE = /does not support the Push API in incognito mode/

const notificationsOf = (context: BrowserContext) =>
  context.serviceWorkers()[0]?.evaluate(async () => {
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration }
    return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }))
  })

test('the tab’s icon tells that a picture waits, and that it is ready; turned off, it tells nothing', async ({
  studio,
  page,
  emulator,
  words,
}) => {
  await studio.open('/')
  const own = await favicon(page)
  emulator.hold()
  await studio.ask(words('a lamp in a window'))
  await expect.poll(() => favicon(page)).toContain('stroke="#f2b632"')
  emulator.release()
  await expect(studio.picture(words('a lamp in a window'))).toBeVisible()
  await expect.poll(() => favicon(page)).toContain('fill="#2f9e63"')

  await page.goto('/notifications')
  await expectAccessible(page, 'notifications')
  await page.getByLabel('In the tab').uncheck()
  await studio.open('/')
  emulator.hold()
  await studio.ask(words('a lamp that was put out'))
  await expect(studio.yours).toContainText('Drawing')
  expect(await favicon(page)).toBe(own)
  await expect(page).toHaveTitle(/^Drawbridge/)
  emulator.release()
})

test('nobody is asked for permission before they have waited ten seconds and pressed', async ({
  studio,
  page,
  context,
  emulator,
  words,
}) => {
  await standAt(context, 'default', 'denied')
  await studio.open('/')
  emulator.hold()
  await studio.ask(words('a long voyage'))
  const offer = page.getByRole('button', { name: 'Tell me' })
  await expect(studio.yours).toContainText('Drawing')
  await expect(offer).toBeHidden()
  await expect(offer).toBeVisible({ timeout: 15_000 })
  expect(await timesAsked(page)).toBe(0)
  await offer.click()
  expect(await timesAsked(page)).toBe(1)
  await expect(page.getByText('Your browser does not allow notifications')).toBeVisible()
  emulator.release()
  await expect(studio.picture(words('a long voyage'))).toBeVisible()
})

test('a page out of sight shows a notification of its own where no push service is in reach; one in sight never does', async ({
  studio,
  page,
  context,
  app,
  emulator,
  troubles,
  words,
}) => {
  troubles.expect(NO_PUSH_SERVICE)
  await context.grantPermissions(['notifications'], { origin: app.url })
  await studio.open('/')
  for (const [about, seen] of [
    ['a picture that is watched', true],
    ['a picture out of sight', false],
  ] as const) {
    emulator.hold()
    await studio.ask(words(about))
    await expect(studio.yours).toContainText('Drawing')
    await page.evaluate((visible) => {
      const state = visible ? 'visible' : 'hidden'
      Object.defineProperty(document, 'visibilityState', { get: () => state, configurable: true })
    }, seen)
    emulator.release()
    await expect(studio.picture(words(about))).toBeVisible()
  }
  const tag = new URL(page.url()).searchParams.get('p')
  await expect
    .poll(() => notificationsOf(context))
    .toEqual([{ title: 'Your picture is ready', body: words('a picture out of sight'), tag }])
})

test('what is pushed is shown with every page closed, and not while one is in sight', async ({
  studio,
  page,
  context,
  app,
  emulator,
  troubles,
  words,
}) => {
  troubles.expect(NO_PUSH_SERVICE)
  await context.grantPermissions(['notifications'], { origin: app.url })
  await studio.open('/')
  emulator.hold()
  await studio.ask(words('a parcel')) // a wait registers the service worker
  await expect.poll(() => context.serviceWorkers().length).toBe(1)
  emulator.release()
  await expect(studio.picture(words('a parcel'))).toBeVisible()
  const push = await pusherTo(page, context)
  await push({ title: 'in sight', body: 'b', tag: 'in sight', url: '/p/1' })
  await page.goto('about:blank')
  // A page that is being closed may still count as in sight: the same message again takes its own place.
  await expect
    .poll(async () => {
      await push({ title: 'Your picture is ready', body: 'a parcel', tag: 'out of sight', url: '/p/1' })
      return await notificationsOf(context)
    })
    .toEqual([{ title: 'Your picture is ready', body: 'a parcel', tag: 'out of sight' }])
})

/** Delivers a message to the page's service worker, as the browser does when a push service sends one. */
async function pusherTo(page: Page, context: BrowserContext) {
  const { origin } = new URL(page.url())
  const devtools = await context.newCDPSession(page)
  const found = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin))
      if (ours) resolve(ours.registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  const registrationId = await found
  return (message: object) =>
    devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(message) })
}

test.describe('a webhook', () => {
  test.use({ settings: { WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' } })

  test('is set, tried out, told of pictures, and its secret shown and rotated', async ({
    page,
    app,
    email,
    troubles,
    words,
  }) => {
    test.slow() // a full account page is examined twice
    troubles.expect(refusedWith(400))
    const received: { type: string; signature: unknown }[] = []
    const receiver = createServer(async (req, res) => {
      const chunks: Buffer[] = []
      for await (const chunk of req) chunks.push(chunk)
      const { type } = JSON.parse(Buffer.concat(chunks).toString())
      received.push({ type, signature: req.headers['webhook-signature'] })
      res.writeHead(204).end()
    })
    const port = await listen(receiver, { host: '127.0.0.1', port: 0 })
    await openAccount(page, email)
    await page.goto('/account')
    const panel = page
      .getByRole('region', { name: 'Webhook' })
      .or(page.locator('section', { hasText: 'Last messages' }))
    const address = page.getByRole('textbox', { name: 'Address', exact: true })
    await address.fill('http://10.0.0.1/')
    await page.getByRole('button', { name: 'Save', exact: true }).last().click()
    await expect(page.getByText('on the public internet, without a name')).toBeVisible()
    await address.fill(`http://127.0.0.1:${port}/hooks`)
    await page.getByRole('button', { name: 'Save', exact: true }).last().click()
    await page.getByRole('button', { name: 'Send a test' }).click()
    await expect(panel.getByText('Test · Delivered')).toBeVisible()
    await askFor(page.request, app.url, words('a told tale'))
    await expect.poll(() => received.map(({ type }) => type)).toEqual(['webhook.test', 'picture.ready'])
    expect(received[0]?.signature).toMatch(/^v1,/)

    const secret = page.getByText(/^whsec_/)
    await expect(secret).toContainText('•')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    const shown = await secret.textContent()
    await page.getByRole('button', { name: 'New secret' }).click()
    await page.getByRole('button', { name: 'Make a new one' }).click()
    await expect(secret).not.toHaveText(shown ?? '')
    await expect(page.getByText('signed with the secret before this one')).toBeVisible()
    await expectAccessible(page, 'an account with a webhook')
    receiver.close()
  })
})

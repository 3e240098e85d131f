import { drawn } from './support/ask.ts'
import { refusedWith } from './support/troubles.ts'
import { expect, test } from './test.ts'

test.beforeEach(async ({ studio, page, app, words }) => {
  await studio.open('/')
  for (const nth of [1, 2, 3, 4, 5]) await drawn(page.request, app.url, words(`a tower with ${nth} windows`))
  await studio.open('/')
  await expect(studio.left).toContainText('0 of 5 left')
})

test('it says what happened, when it ends and what to do now, and costs nothing', async ({
  studio,
  page,
  emulator,
  troubles,
  words,
}) => {
  troubles.expect(refusedWith(429))
  const calls = emulator.stats().accepted
  const sixth = words('a tower with six windows')
  await studio.ask(sixth)
  const refusal = page.getByRole('alert').filter({ hasText: /Today.s 5 pictures are drawn/ })
  await expect(refusal).toBeVisible()
  await expect(page.getByText(/New ones in (\d+ h )?\d+ m( \d+ s)?\. Nothing was charged/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sign in' }).last()).toHaveAttribute('href', '/sign-in')
  await expect(page.getByRole('link', { name: 'Redeem a token' })).toBeVisible()
  await expect(studio.box).toHaveValue(sixth)
  await expect(page.getByText(/too many requests/i)).toHaveCount(0)
  expect(emulator.stats().accepted).toBe(calls)
})

test('pictures that exist are offered, and still come for free', async ({ studio, page, troubles, words }) => {
  troubles.expect(refusedWith(429))
  await studio.ask(words('one tower too many'))
  const offered = words('a tower with 3 windows')
  await page.getByRole('button', { name: offered }).click()
  await expect(studio.box).toHaveValue(offered)
  await expect(page.getByText('It costs nothing.')).toBeVisible()
  await expect(studio.draw).not.toHaveAttribute('aria-disabled')
  await studio.draw.click()
  await expect(studio.picture(offered)).toBeVisible()
  await expect(studio.left).toContainText('0 of 5 left')
})

test('the time until the new day counts down each second, and a changed clock cannot bend it', async ({
  studio,
  page,
}) => {
  let asked = 0
  await page.route(/limits\.status/, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace(/"resetsInSeconds":\d+/, '"resetsInSeconds":50')
    asked++
    await route.fulfill({ response, body })
  })
  const secondsTold = async () => Number((await studio.left.textContent())?.match(/resets in (\d+) s/)?.[1])
  await page.clock.install()
  await studio.open('/')
  const first = await secondsTold()
  expect(first).toBeGreaterThan(40)
  await expect.poll(secondsTold).toBeLessThan(first)
  const before = asked
  await page.clock.setSystemTime(Date.now() + 5 * 3_600_000)
  await expect.poll(() => asked, { message: 'the service is asked anew' }).toBeGreaterThan(before)
  await expect.poll(secondsTold).toBeGreaterThan(40)
})

test('another address has pictures of its own, and clearing cookies gives none', async ({
  studio,
  context,
  newVisitor,
}) => {
  const neighbour = await newVisitor()
  await neighbour.studio.open('/')
  await expect(neighbour.studio.left).toContainText('5 of 5 left')
  await context.clearCookies()
  await studio.open('/')
  await expect(studio.left).toContainText('0 of 5 left')
})

import type { Page } from '@playwright/test'
import { openAccount } from './support/account.ts'
import { askFor, drawn, drawnAndOffered } from './support/ask.ts'
import { refusedWith } from './support/troubles.ts'
import { expectAccessible } from './support/wcag.ts'
import { expect, test } from './test.ts'

test('axe finds nothing in the studio: empty, waiting, drawing, ready', async ({
  page,
  app,
  studio,
  emulator,
  newVisitor,
  words,
}) => {
  await studio.open('/')
  await expectAccessible(page, 'empty')
  emulator.hold()
  const other = await newVisitor()
  await other.page.goto('/')
  await askFor(other.page.request, app.url, words('somebody else'))
  await expect.poll(() => emulator.stats().held).toBe(1)
  const asked = words('a bridge for everybody')
  await studio.ask(asked)
  await expect(studio.yours).toContainText('Next in line')
  await expectAccessible(page, 'waiting')
  emulator.release()
  await expect(studio.yours).toContainText('Drawing')
  await expectAccessible(page, 'drawing')
  emulator.release()
  await expect(studio.picture(asked)).toBeVisible()
  await studio.box.fill(asked)
  await expect(page.getByText('It costs nothing.')).toBeVisible()
  await expectAccessible(page, 'ready, and typing words that are free')
})

test.describe('where one picture a day is free', () => {
  test.use({ settings: { FREE_PER_DAY: '1' } })

  test('axe finds nothing when the limit is reached, and when a picture failed', async ({
    page,
    app,
    studio,
    troubles,
    words,
  }) => {
    troubles.expect(refusedWith(429))
    await studio.open('/')
    await studio.ask(words('[[fault:moderation]] a storm'))
    await expect(studio.yours).toContainText('Not drawn')
    await expectAccessible(page, 'failed')
    await drawn(page.request, app.url, words('the one of today'))
    await expect(studio.draw).not.toHaveAttribute('aria-disabled')
    await studio.ask(words('the second of today'))
    await expect(page.getByRole('alert').filter({ hasText: /Today.s one picture is drawn/ })).toBeVisible()
    await expectAccessible(page, 'limit reached')
  })
})

test('axe finds nothing on a picture’s page, the history and a page that is not there', async ({
  page,
  app,
  studio,
  troubles,
  words,
}) => {
  troubles.expect(refusedWith(404))
  await studio.open('/')
  const asked = words('a pier in fog')
  const { id } = await drawn(page.request, app.url, asked)
  await studio.open(`/p/${id}`)
  await expect(studio.picture(asked)).toBeVisible()
  await expectAccessible(page, 'a picture’s page')
  await studio.open('/history')
  await expectAccessible(page, 'history')
  await page.getByRole('button', { name: `Delete “${asked}”` }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectAccessible(page, 'asking before deleting')
  await studio.open('/nowhere')
  await expect(page.getByRole('heading', { name: 'Nothing stands here' })).toBeVisible()
  await expectAccessible(page, '404')
})

test('axe finds nothing where one signs in, opens an account and looks after it', async ({
  page,
  studio,
  troubles,
  email,
}) => {
  troubles.expect(refusedWith(401))
  await studio.open('/sign-up')
  await page.getByRole('button', { name: 'Open the account' }).click()
  await expect(page.getByText('Enter your email address.')).toBeVisible()
  await expectAccessible(page, 'sign-up, with faults')
  await studio.open('/sign-in')
  await expectAccessible(page, 'sign-in')
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill('not a password I have')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'do not match' })).toBeVisible()
  await expectAccessible(page, 'sign-in, refused')
  await openAccount(page, email)
  await studio.open('/account')
  await expectAccessible(page, 'account')
})

test.describe('where somebody drew something', () => {
  test.use({ settings: {} })
  const [theirs, mine] = ['a kitty sitting on the moon', 'a cat sitting on the moon']
  const offerOn = (page: Page) => page.getByRole('region', { name: 'A similar picture' })

  test.beforeEach(async ({ page, app, studio, newVisitor }) => {
    const stranger = await newVisitor()
    await stranger.page.goto('/')
    await drawnAndOffered(stranger.page.request, app.url, theirs, mine)
    await studio.open('/')
    await studio.box.fill(mine)
    await expect(offerOn(page)).toBeVisible()
  })

  test('axe finds nothing while a similar picture is offered: in an empty studio, and over a picture', async ({
    page,
    studio,
  }) => {
    await expectAccessible(page, 'offered')
    await page.getByRole('button', { name: 'Use this picture' }).click()
    await expect(studio.picture(theirs)).toBeVisible()
    await studio.box.fill('one kitten sitting on the moon')
    await expect(offerOn(page)).toBeVisible()
    await expectAccessible(page, 'offered over a picture that was taken')
  })

  test('axe finds nothing where a picture that was taken is seen again, nor on the numbers', async ({
    page,
    studio,
  }) => {
    await page.getByRole('button', { name: 'Use this picture' }).click()
    await expect(studio.picture(theirs)).toBeVisible()
    await studio.open(page.url().replace('/?p=', '/p/'))
    await expectAccessible(page, 'its page')
    await studio.open('/history')
    await expectAccessible(page, 'history')
    await studio.open('/docs/numbers')
    await expect(page.getByRole('table', { name: 'In numbers' })).toBeVisible()
    await expectAccessible(page, 'numbers')
  })
})

test.describe('where nobody asked for anything yet', () => {
  test.use({ settings: {} })

  test('axe finds nothing on empty numbers and on the credits', async ({ page, studio }) => {
    await studio.open('/docs/numbers')
    await expectAccessible(page, 'numbers, nothing counted')
    await studio.open('/docs/credits')
    for (const licence of await page.locator('summary').all()) await licence.click()
    await expectAccessible(page, 'credits, all open')
  })
})

test('axe finds nothing on the page of limits, and it says the numbers that are enforced', async ({ page, studio }) => {
  await studio.open('/docs/limits')
  await expect(page.getByRole('row', { name: /New pictures a day/ })).toContainText(/5.*100/)
  await expectAccessible(page, 'limits')
})

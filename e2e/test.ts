import { test as base, expect, type Page } from '@playwright/test'
import { createEmulator, type Emulator } from '../server/emulator/emulator.ts'
import { type App, type Settings, startApp } from './support/app-server.ts'
import { behindEmulator } from './support/behind-emulator.ts'
import { type Studio, studioOn } from './support/studio.ts'
import { createTroubles, type Troubles } from './support/troubles.ts'

export type Visitor = { page: Page; studio: Studio }

type Fixtures = {
  /** 'shared': the worker's app. 'none': one of this test's own without any setting. Else one with these settings on top. */
  settings: 'shared' | 'none' | Settings
  app: App
  /** The internet address of this test's visitor: a quota of its own. */
  address: string
  troubles: Troubles
  studio: Studio
  /** Words that no other test asks for. */
  words(about: string): string
  /** An email address that no other test uses. */
  email: string
  /** Another person, at another address, in another browser. */
  newVisitor(): Promise<Visitor>
}

type WorkerFixtures = { emulator: Emulator; sharedApp: App; nextAddress: () => string }

export const test = base.extend<Fixtures, WorkerFixtures>({
  emulator: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its first argument
    async ({}, use) => {
      const emulator = await createEmulator({ limit: 100_000, windowSeconds: 1 })
      await use(emulator)
      await emulator.close()
    },
    { scope: 'worker' },
  ],
  sharedApp: [
    async ({ emulator }, use) => {
      const app = await startApp(behindEmulator(emulator))
      await use(app)
      await app.remove()
    },
    { scope: 'worker' },
  ],
  nextAddress: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      let last = 0
      await use(() => `2001:db8:${(++last).toString(16)}::1`)
    },
    { scope: 'worker' },
  ],
  settings: ['shared', { option: true }],
  app: async ({ settings, emulator, sharedApp }, use) => {
    const own =
      settings === 'shared' ? undefined : settings === 'none' ? {} : { ...behindEmulator(emulator), ...settings }
    const app = own ? await startApp(own) : sharedApp
    await use(app)
    emulator.reset()
    if (own) await app.remove()
    else await expect.poll(() => app.underway(), { message: 'what this test left in line is drawn' }).toBe(0)
  },
  address: async ({ nextAddress }, use) => use(nextAddress()),
  baseURL: async ({ app }, use) => use(app.url),
  extraHTTPHeaders: async ({ address }, use) => use({ 'X-Forwarded-For': address }),
  troubles: async ({ app }, use) => {
    const troubles = createTroubles(app)
    await use(troubles)
    expect(troubles.unexpected(), 'nothing goes wrong unseen').toEqual([])
  },
  context: async ({ context, troubles }, use) => {
    await troubles.watch(context)
    await use(context)
  },
  studio: async ({ page }, use) => use(studioOn(page)),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  words: async ({}, use, { testId }) => use((about) => `${about}, number ${testId.slice(-6)}`),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  email: async ({}, use, { testId }) => use(`${testId.slice(-12)}@example.org`),
  newVisitor: async ({ browser, app, nextAddress, troubles }, use) => {
    const contexts: (() => Promise<void>)[] = []
    await use(async () => {
      const context = await browser.newContext({
        baseURL: app.url,
        extraHTTPHeaders: { 'X-Forwarded-For': nextAddress() },
      })
      contexts.push(() => context.close())
      await troubles.watch(context)
      const page = await context.newPage()
      return { page, studio: studioOn(page) }
    })
    for (const close of contexts) await close()
  },
})

export { expect }

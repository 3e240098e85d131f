import { defineConfig } from '@playwright/test'
import { findBrowser } from './server/cli/find-browser.ts'

/** Browser tests against a production build: each worker has an app, and an image API to stand behind it, of its own. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 900 },
    // Pages speak the browser's language: the accessible names these tests rely on are the English ones.
    locale: 'en-US',
    launchOptions: {
      executablePath: findBrowser(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
})

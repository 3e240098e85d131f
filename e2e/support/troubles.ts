import type { BrowserContext } from '@playwright/test'
import type { App } from './app-server.ts'

/** What went wrong unseen: console errors, uncaught errors and policy violations of pages, error lines of the service. */
export type Troubles = {
  watch(context: BrowserContext): Promise<void>
  /** Names a trouble that belongs to this test. */
  expect(...patterns: RegExp[]): void
  unexpected(): string[]
  /** Troubles that were expected and came. */
  seen(pattern: RegExp): string[]
}

const ERROR_LEVEL = 50

export function createTroubles(app: App): Troubles {
  const found: string[] = []
  const expected: RegExp[] = []
  const firstLine = app.log.length
  const all = () => [
    ...found,
    ...app.log
      .slice(firstLine)
      .filter((line) => line.level >= ERROR_LEVEL)
      .map((line) => `the service logged: ${JSON.stringify(line)}`),
  ]
  return {
    async watch(context) {
      context.on('console', (message) => {
        if (message.type() === 'error') found.push(`console: ${message.text()} (${message.location().url})`)
      })
      context.on('weberror', (event) => found.push(`uncaught: ${event.error().stack ?? event.error().message}`))
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          reportError(new Error(`policy violation: ${event.effectiveDirective} ${event.blockedURI}`))
        })
      })
    },
    expect: (...patterns) => expected.push(...patterns),
    unexpected: () => all().filter((trouble) => !expected.some((pattern) => pattern.test(trouble))),
    seen: (pattern) => all().filter((trouble) => pattern.test(trouble)),
  }
}

/** What Chromium says about an answer that a test is about. */
export const refusedWith = (status: number) => new RegExp(`console: Failed to load resource: .* status of ${status}`)

/** What Chromium says while the service or the network is away. */
export const CONNECTION_LOST =
  /console: Failed to load resource: net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING|NETWORK_CHANGED|SOCKET_NOT_CONNECTED)/

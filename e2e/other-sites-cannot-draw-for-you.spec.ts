import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, test } from './test.ts'

/** How browsers tell where a request comes from. */
const FOREIGN: Record<string, string>[] = [
  { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://elsewhere.example' },
  { Origin: 'https://elsewhere.example' },
  { Origin: 'null' },
]

test('a request with my cookie that another site sends is refused, and costs nothing', async ({
  page,
  studio,
  app,
  emulator,
  words,
}) => {
  await studio.open('/')
  for (const headers of FOREIGN) {
    const answer = await page.request.post(`${app.url}/api/trpc/pictures.request`, {
      headers,
      data: { words: words('not my idea'), idempotencyKey: randomUUID() },
    })
    expect(answer.status(), JSON.stringify(headers)).toBe(403)
    expect(await answer.text()).toContain('origin')
  }
  await studio.open('/')
  await expect(studio.left).toContainText('5 of 5 left')
  expect(emulator.stats().accepted).toBe(0)
})

test('a page of another site cannot ask in my name from my own browser', async ({
  page,
  studio,
  app,
  emulator,
  troubles,
  words,
}) => {
  troubles.expect(/console: /)
  await studio.open('/')
  const elsewhere = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end('<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,">')
  }).listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  const address = elsewhere.address()
  const port = typeof address === 'object' && address ? address.port : 0
  try {
    await page.goto(`http://127.0.0.1:${port}/`)
    const order = { words: words('a stolen press'), idempotencyKey: randomUUID() }
    await page.evaluate(
      async ({ url, body }) => {
        for (const mode of ['no-cors', 'cors'] as const) {
          for (const type of ['text/plain', 'application/json']) {
            const headers = { 'Content-Type': type }
            await fetch(url, { method: 'POST', mode, credentials: 'include', headers, body }).catch(() => undefined)
          }
        }
      },
      { url: `${app.url}/api/trpc/pictures.request`, body: JSON.stringify(order) },
    )
  } finally {
    elsewhere.closeAllConnections()
    elsewhere.close()
  }
  await studio.open('/')
  await expect(studio.left).toContainText('5 of 5 left')
  expect(emulator.stats().accepted).toBe(0)
})

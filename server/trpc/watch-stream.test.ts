import { createServer } from 'node:http'
import { connect } from 'node:net'
import { initTRPC } from '@trpc/server'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import { expect, onTestFinished, test } from 'vitest'
import { FakeClock, settle } from '../clock.fake.ts'
import { listen } from '../http/listen.ts'
import type { PictureView } from '../pictures/view.ts'
import type { Watching } from '../pictures/watchers.ts'
import { until } from '../queue/until.fixture.ts'
import { createPings } from './pings.ts'
import { PING, WatchStream } from './watch-stream.ts'

const view: PictureView = {
  ...{ id: 'a', words: 'a red car', status: 'queued', outcome: 'miss', width: 1, height: 1, style: 'flat', charged: 1 },
  ...{ visibility: 'public', mine: true, cancellable: true, createdAt: new Date(0) },
}

/** One stream over real HTTP, whose reader reads when told to. */
async function openOne() {
  let stopped = 0
  const pings = createPings(new FakeClock(), { enabled: true, intervalMs: 1_000 })
  const opened = new Promise<Watching & { ping(): void }>((resolve) => {
    const server = createServer((_req, res) => {
      res.writeHead(200, { 'content-type': 'text/event-stream' })
      const attach = (watching: Watching) => {
        resolve(watching as WatchStream)
        return () => void stopped++
      }
      WatchStream.open(res, { attach }, { connected: 'HELLO\n', refuse: () => 'REFUSED\n', pings })
    })
    onTestFinished(() => server.closeAllConnections())
    onTestFinished(() => void server.close())
    void listen(server, { host: '127.0.0.1', port: 0 }).then((port) => {
      socket.connect(port, '127.0.0.1')
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    })
  })
  const socket = new (await import('node:net')).Socket()
  onTestFinished(() => void socket.destroy())
  let text = ''
  socket.on('data', (part) => {
    text += part
  })
  return { socket, stream: await opened, text: () => text, stopped: () => stopped }
}

const big = (n: number) => JSON.stringify({ n, padding: 'x'.repeat(100_000) })

test('a reader who does not read costs one snapshot, and finds the newest when they do', async () => {
  const { socket, stream, text } = await openOne()
  stream.show(view, big(0), false)
  await until('the first is read', () => text().includes('"n":0'))
  socket.pause()
  for (let n = 1; n <= 500; n++) {
    stream.show(view, big(n), false)
    await settle(1)
  }
  stream.ping()
  socket.resume()
  await until('the newest is read', () => text().includes('"n":500'))
  const frames = text().match(/"n":\d+/g) ?? []
  expect(frames.length).toBeLessThan(200)
  expect(new Set(frames).size).toBe(frames.length)
})

test('the last snapshot ends the stream, even behind others that were not read yet', async () => {
  const { socket, stream, text, stopped } = await openOne()
  socket.pause()
  for (let n = 1; n <= 100; n++) stream.show(view, big(n), false)
  stream.show(view, '{"n":"last"}', true)
  socket.resume()
  await until('the end', () => text().endsWith('\r\n0\r\n\r\n'))
  expect(text()).toMatch(/HELLO[\s\S]*"last"}\n\n\nevent: return\ndata: \n\n\n/)
  expect(text()).not.toContain('"n":100')
  await until('nobody is told any more', () => stopped() === 1)
})

test('a ping reads as tRPC’s own', async () => {
  const t = initTRPC.create({ sse: { ping: { enabled: true, intervalMs: 10 } } })
  const router = t.router({
    quiet: t.procedure.subscription(async function* ({ signal }) {
      await new Promise((resolve) => signal?.addEventListener('abort', resolve))
      yield 1
    }),
  })
  const server = createServer(createHTTPHandler({ router }))
  const socket = connect(await listen(server, { host: '127.0.0.1', port: 0 }), '127.0.0.1')
  onTestFinished(() => server.closeAllConnections())
  onTestFinished(() => void server.close())
  socket.write('GET /quiet HTTP/1.1\r\nHost: x\r\n\r\n')
  let text = ''
  socket.on('data', (part) => {
    text += part
  })
  const events = () => text.replace(/\r\n[0-9a-f]+\r\n/g, '')
  await until('pings', () => events().split(PING).length > 2)
})

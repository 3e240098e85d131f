import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { listen } from '../http/listen.ts'

export type Received = { path: string; headers: IncomingHttpHeaders; body: Buffer }

/** Somebody's HTTP server on this machine, which keeps what it is sent and answers as `answer` says (204 unless it ends). */
export async function openReceiver(answer: (res: ServerResponse, received: Received) => void = () => {}) {
  const received: Received[] = []
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk)
    const one = { path: req.url ?? '', headers: req.headers, body: Buffer.concat(chunks) }
    received.push(one)
    res.statusCode = 204
    answer(res, one)
    if (!res.writableEnded && !res.headersSent) res.end()
  })
  const port = await listen(server, { host: '127.0.0.1', port: 0 })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { received, port, url: `http://127.0.0.1:${port}` }
}

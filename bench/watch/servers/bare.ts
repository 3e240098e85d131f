import { createServer, type ServerResponse } from 'node:http'
import { listen } from '../../../server/http/listen.ts'
import { answerCommands } from '../commands.ts'
import { cpuMicros, nanoseconds, weigh } from './weigh.ts'

/** The baseline: server-sent events from plain node:http, and nothing else. */
const streams = new Set<ServerResponse>()
let first = 'data: {}\n\n'

const server = createServer((req, res) => {
  if (!req.url?.startsWith('/watch')) return res.end('{}')
  res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' })
  res.write(first)
  streams.add(res)
  res.on('close', () => streams.delete(res))
})
const port = await listen(server, { host: '127.0.0.1', port: 0 })

answerCommands({
  port: () => port,
  weigh,
  cpuMicros,
  streams: () => streams.size,
  /** What everybody is sent at first. */
  greet: (text: string) => {
    first = text
  },
  /** Sends everybody the same text and tells when it began. */
  event(text: string) {
    const at = nanoseconds()
    for (const res of streams) res.write(text)
    return at
  },
})

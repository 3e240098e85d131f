import { connect, type Socket } from 'node:net'

const HEADERS_END = Buffer.from('\r\n\r\n')

/**
 * Where the HTTP/1.1 response at the start of `bytes` ends, and its status; undefined while more of it is to come. Knows
 * lengths, chunks and answers without a body: enough for servers of our own, and far cheaper than a whole client.
 */
export function parseResponse(bytes: Buffer): { status: number; end: number } | undefined {
  const headEnd = bytes.indexOf(HEADERS_END)
  if (headEnd < 0) return undefined
  const head = bytes.toString('latin1', 0, headEnd)
  const status = Number(head.slice(9, 12))
  const bodyStart = headEnd + 4
  if (status === 304 || status === 204) return { status, end: bodyStart }
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  const end = length === undefined ? endOfChunks(bytes, bodyStart) : bodyStart + Number(length)
  return end === undefined || end > bytes.length ? undefined : { status, end }
}

function endOfChunks(bytes: Buffer, start: number): number | undefined {
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at)
    if (lineEnd < 0) return undefined
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    if (!(size >= 0)) throw new Error('a response is neither of known length nor in chunks')
    at = lineEnd + 2 + size + 2
    if (at > bytes.length) return undefined
    if (size === 0) return at
  }
}

export type Answer = { status: number; bytes: number; body(): string }

/** One connection kept alive: sends a request, tells the whole answer, then asks for the next. Broken ones throw. */
export function openConnection(
  { port, localAddress }: { port: number; localAddress?: string },
  nextRequest: () => Buffer | undefined,
  onAnswer: (answer: Answer) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', ...(localAddress && { localAddress }), noDelay: true })
    let parts: Buffer[] = []
    let size = 0
    let wanted = 0
    const send = () => {
      const request = nextRequest()
      if (request) socket.write(request)
      else socket.end()
    }
    socket.on('connect', send)
    socket.on('data', (part) => {
      parts.push(part)
      size += part.length
      if (size < wanted) return
      const bytes = parts.length === 1 ? part : Buffer.concat(parts)
      const response = parseResponse(bytes)
      if (!response) {
        // A body of known length is put together once, when all of it is there.
        const head = bytes.indexOf(HEADERS_END)
        const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1', 0, Math.max(0, head)))?.[1]
        wanted = length === undefined ? 0 : head + 4 + Number(length)
        parts = [bytes]
        return
      }
      parts = []
      size = wanted = 0
      onAnswer({ status: response.status, bytes: response.end, body: () => bytes.toString('utf8') })
      send()
    })
    socket.on('error', reject)
    socket.on('close', () => resolve())
  })
}

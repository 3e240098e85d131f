import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { AppError } from '../errors.ts'
import { toProblem } from '../limits/problem.ts'
import { sendProblem } from './send-problem.ts'

/** What Node's parser gives up on, by its code; everything else is 400. */
const GIVEN_UP: Record<string, { line: string; status: number; detail: string }> = {
  HPE_HEADER_OVERFLOW: {
    line: '431 Request Header Fields Too Large',
    status: 431,
    detail: 'The headers are too long.',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { line: '413 Payload Too Large', status: 413, detail: 'The body is too long.' },
  ERR_HTTP_REQUEST_TIMEOUT: {
    line: '408 Request Timeout',
    status: 408,
    detail: 'The request took too long to arrive.',
  },
}
const NO_HTTP = { line: '400 Bad Request', status: 400, detail: 'This is not a request that HTTP/1.1 knows.' }

/** A server for the front door, which also refuses with problem+json what never becomes a request. */
export function createWebServer(listener: RequestListener): Server {
  // Without a Host the front door refuses as well, in words.
  const server = createServer({ keepAliveTimeout: 65_000, requireHostHeader: false }, listener)
  refuseBrokenRequests(server)
  return server
}

/** Node alone says a status and nothing more. */
function refuseBrokenRequests(server: Server) {
  const answering = new WeakMap<Duplex, ServerResponse>()
  server.on('request', (req: IncomingMessage, res: ServerResponse) => answering.set(req.socket, res))

  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const res = answering.get(socket)
    const midAnswer = res?.headersSent && !res.writableEnded
    if (error.code === 'ECONNRESET' || !socket.writable || midAnswer) return void socket.destroy()
    const { line, status, detail } = GIVEN_UP[error.code ?? ''] ?? NO_HTTP
    const body = JSON.stringify({ ...toProblem(new AppError('invalid', 'input', detail)), status })
    const headers = `Content-Type: application/problem+json\r\nContent-Length: ${body.length}\r\nCache-Control: no-store`
    socket.end(`HTTP/1.1 ${line}\r\n${headers}\r\nConnection: close\r\n\r\n${body}`, () => socket.destroy())
  })

  server.on('checkExpectation', (_req, res: ServerResponse) => {
    sendProblem(res, new AppError('invalid', 'input', 'Expect: only 100-continue is understood.'), 417)
  })
}

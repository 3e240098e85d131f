import { connect } from 'node:net'
import type { Attempt } from './draft.ts'

/** `whole`: it came to the end that its own head announced. */
export type Answer = { status: number; type: string; body: string; whole: boolean }
export type Outcome = { answers: Answer[]; state: 'closed' | 'kept open' | 'left' | 'hung' | 'refused'; ms: number }

const LONGEST_MS = 15_000
/** A whole answer after which so long nothing comes is all there is, though the connection is kept. */
const IDLE_MS = 1_000
/** Whoever goes away does it this long after their last word: the server has begun by then. */
const LEAVE_AFTER_MS = 15
const MAX_BYTES = 4_000_000

/** Sends an attempt over a socket of its own and reads until the server closes it: nobody here keeps one open. */
export function exchange(attempt: Attempt, at: { port: number; localAddress: string }): Promise<Outcome> {
  return new Promise((resolve) => {
    const began = performance.now()
    const socket = connect({ ...at, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    const received: Buffer[] = []
    let size = 0
    let connected = false
    const finish = (state: Outcome['state']) => {
      clearTimeout(patience)
      clearTimeout(idle)
      socket.destroy()
      resolve({ answers: answers(), state, ms: performance.now() - began })
    }
    const isHead = attempt.parts[0]?.subarray(0, 5).toString() === 'HEAD '
    const answers = () => readAnswers(Buffer.concat(received), isHead)
    let idle: NodeJS.Timeout | undefined
    const patience = setTimeout(() => finish('hung'), LONGEST_MS)
    socket.on('data', (bytes) => {
      size += bytes.length
      if (size <= MAX_BYTES) received.push(bytes)
      clearTimeout(idle)
      idle = setTimeout(() => answers().at(-1)?.whole && finish('kept open'), IDLE_MS)
    })
    socket.once('end', () => finish('closed'))
    socket.once('close', () => finish('closed'))
    socket.on('error', () => finish(connected ? 'closed' : 'refused')) // reset: it may well have answered before
    socket.once('connect', () => {
      connected = true
      void write(socket, attempt).then(() => {
        if (attempt.ending === 'leave') setTimeout(() => finish('left'), LEAVE_AFTER_MS)
      })
    })
  })
}

async function write(socket: ReturnType<typeof connect>, { parts, pauseMs, ending }: Attempt) {
  for (const [index, part] of parts.entries()) {
    if (index > 0 && pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
    if (socket.destroyed) return
    socket.write(part)
  }
  if (ending === 'half-close') socket.end()
}

/** Every whole answer in `bytes`, and the last one also when it was cut. */
export function readAnswers(bytes: Buffer, isHead: boolean): Answer[] {
  const answers: Answer[] = []
  for (let at = 0; at < bytes.length; ) {
    const headEnd = bytes.indexOf('\r\n\r\n', at)
    if (headEnd < 0) break
    const head = bytes.toString('latin1', at, headEnd)
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1])
    const header = (name: string) => new RegExp(`\\r\\n${name}: *([^\\r]*)`, 'i').exec(head)?.[1]
    const start = headEnd + 4
    at = start
    if (status < 200) continue
    let body: Buffer = Buffer.alloc(0)
    let whole = true
    if (!isHead && status !== 204 && status !== 304) {
      const length = header('content-length')
      const chunked = header('transfer-encoding')?.includes('chunked')
      ;({ body, at, whole } = chunked ? readChunks(bytes, start) : readPlain(bytes, start, length))
    }
    answers.push({ status, type: header('content-type') ?? '', body: body.toString('utf8'), whole })
  }
  return answers
}

function readPlain(bytes: Buffer, start: number, length: string | undefined) {
  const at = length === undefined ? bytes.length : start + Number(length)
  return { body: bytes.subarray(start, at), at, whole: length !== undefined && at <= bytes.length }
}

function readChunks(bytes: Buffer, start: number) {
  const parts: Buffer[] = []
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    if (lineEnd < 0 || !(size > 0)) {
      const whole = size === 0
      return { body: Buffer.concat(parts), at: whole ? lineEnd + 4 : bytes.length, whole }
    }
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + 2 + size + 2
  }
}

import { connect, type Socket } from 'node:net'

const DATA = /^data: (\{.*\})$/
const EVENT = /^event: (\S+)$/

export type StreamHandlers = {
  /** Every JSON object the server sent as an event without a name. */
  onData(json: string): void
  /** Named events: connected, ping, return, serialized-error. */
  onEvent(name: string): void
  onClose(): void
}

const shared = Buffer.allocUnsafeSlow(64 * 1024)

/**
 * One watcher: a GET on a raw socket, whose answer is read line by line and forgotten. All watchers share one buffer, so
 * that thousands of them cost their process next to nothing. Returns the socket, to drop it at any moment.
 */
export function openStream(
  { port, path, visitor }: { port: number; path: string; visitor: string },
  { onData, onEvent, onClose }: StreamHandlers,
): Socket {
  let tail = ''
  let event: string | undefined
  const read = (bytes: number) => {
    const lines = (tail + shared.toString('latin1', 0, bytes)).split('\n')
    tail = lines.pop() ?? ''
    for (const line of lines) {
      const named = EVENT.exec(line)?.[1]
      if (named) {
        event = named
        onEvent(named)
        continue
      }
      const json = DATA.exec(line)?.[1]
      if (json && event === undefined) onData(json)
      if (line === '') event = undefined
    }
    return true
  }
  const socket = connect({ port, host: '127.0.0.1', onread: { buffer: shared, callback: read } })
  socket.on('error', () => {})
  socket.on('close', onClose)
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nCache-Control: no-cache\r\n` +
      `User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0\r\n` +
      `Accept-Language: en-US,en;q=0.5\r\nConnection: keep-alive\r\nCookie: drawbridge_visitor=${visitor}\r\n\r\n`,
  )
  return socket
}

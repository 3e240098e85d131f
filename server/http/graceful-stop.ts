import type { Server, ServerResponse } from 'node:http'

/** Open streams are ended at once so that their clients reconnect elsewhere; other answers get this long. */
const PATIENCE_MS = 3_000

/**
 * Ends a server without cutting answers short: no new connections, event streams broken off (their clients reconnect by
 * themselves), idle connections closed, the rest given three seconds. Install it before the server listens.
 */
export function gracefulStop(server: Server): () => Promise<void> {
  const streams = new Set<ServerResponse>()
  server.on('request', (req, res) => {
    if (!(req.headers.accept ?? '').includes('text/event-stream')) return
    streams.add(res)
    res.once('close', () => streams.delete(res))
  })
  return () =>
    new Promise((resolve) => {
      const hurry = setTimeout(() => server.closeAllConnections(), PATIENCE_MS)
      server.close(() => {
        clearTimeout(hurry)
        resolve()
      })
      for (const res of streams) res.destroy()
      server.closeIdleConnections()
    })
}

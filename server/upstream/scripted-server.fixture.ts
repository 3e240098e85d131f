import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type ScriptedServer = { url: string; seen: { request: IncomingMessage; body: string }[]; close(): Promise<void> }

/** For tests: an HTTP server on a free port that answers as `script` says and remembers what it was asked. */
export async function startScriptedServer(
  script: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<ScriptedServer> {
  const seen: ScriptedServer['seen'] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    seen.push({ request, body: Buffer.concat(chunks).toString('utf8') })
    script(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

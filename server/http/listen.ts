import { once } from 'node:events'
import type { Server } from 'node:http'

/** Listens and returns the port, which the system picks for 0. Throws one line that says what to do when it is taken. */
export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new Error(`cannot listen on ${host}:${port} (${code}): set PORT or HOST to a free address`, { cause: error })
  }
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}

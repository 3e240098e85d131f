import { AsyncLocalStorage } from 'node:async_hooks'
import { createServer } from 'node:http'
import next from 'next'
import { tell } from './tell.mjs'

/**
 * Next and nothing else, from a folder that is built: its handler in a plain HTTP server. Drawbridge's own pages find a
 * house in which everything is known already, so that only Next's work is left.
 */
const { dir, port = 0, picture } = JSON.parse(process.argv[2] ?? '{}')
globalThis.benchPicture = picture
const requests = new AsyncLocalStorage()
globalThis[Symbol.for('drawbridge')] = {
  requests,
  services: { publicUrl: 'http://localhost', identity: { identify: async () => ({}) } },
  createApi: () => ({ account: { me: async () => ({ signedIn: false }) } }),
}

const server = createServer({ keepAliveTimeout: 65_000 })
const pages = next({ dev: false, dir, hostname: '127.0.0.1', port, httpServer: server, quiet: true })
await pages.prepare()
const handle = pages.getRequestHandler()
server.on('request', (req, res) => requests.run(req, () => handle(req, res)))
server.listen(port, '127.0.0.1', () => tell(server.address().port))

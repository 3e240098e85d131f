import { createServer } from 'node:http'
import { initTRPC } from '@trpc/server'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import { listen } from '../../../server/http/listen.ts'
import { tell } from './tell.mjs'

/** The baseline: a query that does nothing, on tRPC's own server. */
const t = initTRPC.create()
const server = createServer(
  createHTTPHandler({ router: t.router({ nothing: t.procedure.query(() => ({ ok: true })) }) }),
)
tell(await listen(server, { host: '127.0.0.1', port: 0 }))

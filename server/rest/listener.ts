import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { AppError } from '../errors.ts'
import { sendProblem } from '../http/send-problem.ts'
import type { Services } from '../services.ts'
import { createRestApp } from './app.ts'
import { REST_PATH } from './rest-path.ts'

/** The endpoints of /api/v1 as a listener of Node's HTTP server; their own paths begin behind it. */
export function createRestListener(services: Services) {
  const app = createRestApp(services)
  const listener = getRequestListener(app.fetch, {
    hostname: 'localhost', // for requests without a Host, which HTTP/1.0 allows
    autoCleanupIncoming: false, // Node itself drops what nobody read of a body
    overrideGlobalObjects: false, // Request and Response belong to pages and clients as well
  })
  return async (req: IncomingMessage, res: ServerResponse) => {
    req.url = (req.url ?? '').slice(REST_PATH.length - 1)
    if (!isTarget(req)) return sendProblem(res, new AppError('invalid', 'input', 'The path or the Host is malformed.'))
    await listener(req, res)
  }
}

/** What nearly all ask for, told at a glance. */
const PLAIN = /^\/[\w/-]*$/
const PLAIN_HOST = /^[\w.-]+(:\d{1,5})?$/

/** What cannot be read as an address never reaches the endpoints. */
const isTarget = ({ url = '/', headers: { host = 'localhost' } }: IncomingMessage) =>
  (PLAIN.test(url) && PLAIN_HOST.test(host)) ||
  (URL.canParse(`http://${host}${url}`) && !url.split('?', 1)[0]?.includes('\\'))

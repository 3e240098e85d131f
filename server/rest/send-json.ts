import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { TypedResponse } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { JSONParsed } from 'hono/utils/types'
import type { Services } from '../services.ts'
import { type RestContext, tellLimits } from './context.ts'

type Sent<Body, Status extends ContentfulStatusCode> = Response & TypedResponse<JSONParsed<Body>, Status, 'json'>

/**
 * Answers as `c.json` does, with the same types, but straight through Node: a web Response with a stream for its body costs
 * as much as all the rest of an answer. What is returned tells the adapter that it is done.
 */
export function sendJson<Body extends object, Status extends ContentfulStatusCode>(
  services: Services,
  c: RestContext,
  body: Body,
  status: Status,
  headers: Record<string, string> = {},
): Sent<Body, Status> {
  const { outgoing } = c.env
  const text = JSON.stringify(body)
  tellLimits(services, c)
  const length = Buffer.byteLength(text)
  outgoing.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': length, ...headers })
  outgoing.end(text)
  return RESPONSE_ALREADY_SENT as Sent<Body, Status> // the types are of what was sent
}

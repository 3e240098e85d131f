import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { AppError } from '../errors.ts'
import { ADDRESS_HEADER, formatAddressHeader } from '../identity/address-header.ts'
import { newVisitorCookie, readVisitorId } from '../identity/visitor-cookie.ts'
import { createRestDoor } from '../rest/door.ts'
import { REST_PATH } from '../rest/rest-path.ts'
import type { Services } from '../services.ts'
import { createTrpcHandler, TRPC_PATH } from '../trpc/handler.ts'
import { EXPORT_PATH, serveAccountExport } from './account-export.ts'
import { requireAuthInput, requireReadablePath } from './auth-input.ts'
import { checkReady } from './health.ts'
import { createImageHandler } from './images.ts'
import { readAskedLanguage } from './language.ts'
import { isSameOrigin } from './same-origin.ts'
import { setPagePolicy, setSecurityHeaders } from './security-headers.ts'
import { sendProblem } from './send-problem.ts'
import { requireSmallBody } from './small-body.ts'

type Listener = (req: IncomingMessage, res: ServerResponse, pathname: string) => void | Promise<void>

export type Pages = {
  /** Next's handler, run so that pages know whose request they answer. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>
  dev: boolean
}

/** The front door, routed by path. Everything but pages and NextAuth is answered without Next. */
export function createFrontDoor(services: Services, pages: Pages): RequestListener {
  const { log, publicUrl } = services
  const secure = publicUrl.startsWith('https:')
  const serveImage = createImageHandler(services.storage, (error) =>
    log.error({ room: 'storage', error }, 'a picture could not be sent'),
  )
  const serveTrpc = createTrpcHandler(services)

  const routes: [prefix: string, listener: Listener][] = [
    [TRPC_PATH, (req, res) => guardMutation(req, services.publicUrl) ?? serveTrpc(req, res)],
    [REST_PATH, createRestDoor(services)],
    [EXPORT_PATH, (req, res) => serveAccountExport(services, req, res)],
    ['/i/', serveImage],
    ['/livez', (_req, res) => sendJson(res, 200, { live: true })],
    [
      '/readyz',
      async (_req, res) => {
        const state = await checkReady(services)
        sendJson(res, state.ready ? 200 : 503, state)
      },
    ],
    ['/api/auth/', (req, res, pathname) => handOverToAuth(req, res, pathname)],
    [
      '/api/',
      () => {
        throw new AppError('not-found', 'input', 'There is no such endpoint.')
      },
    ],
    ['/', servePage],
  ]

  /** NextAuth runs inside Next, which hides the socket: the resolved address travels in a header nobody else may set. */
  async function handOverToAuth(req: IncomingMessage, res: ServerResponse, pathname: string) {
    if (!['GET', 'HEAD', 'POST'].includes(req.method ?? '')) return refuseMethod(res, 'GET, HEAD, POST')
    requireAuthInput(req, pathname)
    requireSmallBody(req)
    const socketAddress = req.socket.remoteAddress
    const address = services.identity.addressOf(req.headers, socketAddress)
    req.headers[ADDRESS_HEADER] = formatAddressHeader(address)
    await pages.handle(req, res)
  }

  async function servePage(req: IncomingMessage, res: ServerResponse, pathname: string) {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      return refuseMethod(res, 'GET, HEAD')
    }
    requireReadablePath(pathname)
    // People are known by their cookies here; what a proxy asked them for, or a program sends, is nothing to a page.
    delete req.headers.authorization
    const asset = pathname.startsWith('/_next/')
    if (!asset) {
      setPagePolicy(req, res, { dev: pages.dev })
      readAskedLanguage(req, res, { secure })
      if (readVisitorId(req.headers) === undefined && wantsPage(req)) {
        res.appendHeader('Set-Cookie', newVisitorCookie({ secure }).header)
      }
    }
    await pages.handle(req, res)
  }

  return (req, res) => {
    setSecurityHeaders(res, { secure })
    delete req.headers[ADDRESS_HEADER]
    const pathname = (req.url ?? '/').split('?', 1)[0] ?? '/'
    const [, listener] = routes.find(
      ([prefix]) => pathname === prefix || (prefix.endsWith('/') && pathname.startsWith(prefix)),
    ) ?? ['', refuseTarget]
    Promise.resolve()
      .then(() => {
        if (req.method === 'TRACE') return refuseMethod(res, 'GET, HEAD, POST, DELETE')
        if (!isHost(req)) throw noHost()
        return listener(req, res, pathname)
      })
      .catch((error) => {
        if (!(error instanceof AppError)) log.error({ room: 'http', pathname, error }, 'a request broke')
        sendProblem(res, error)
      })
  }
}

/** What nearly all say is told at a glance; HTTP/1.0 need not say it. */
const isHost = ({ headers: { host }, httpVersion }: IncomingMessage) =>
  host === undefined ? httpVersion !== '1.1' : /^[\w.-]+(:\d{1,5})?$/.test(host) || URL.canParse(`http://${host}/`)

const noHost = () =>
  new AppError('invalid', 'input', 'Say which Host you ask, as HTTP/1.1 wants it.', { field: 'Host' })

function refuseMethod(res: ServerResponse, allowed: string) {
  res.setHeader('Allow', allowed)
  sendProblem(res, new AppError('invalid', 'input', `This address understands ${allowed}.`), 405)
}

/** `OPTIONS *` and the absolute addresses meant for proxies. */
function refuseTarget(): never {
  throw new AppError('invalid', 'input', 'Ask for a path that begins with a slash.')
}

/** Mutations are JSON, and with a cookie from our own pages: a form on another site can send neither. */
function guardMutation(req: IncomingMessage, publicUrl: string): undefined {
  if (req.method !== 'POST') return undefined
  if (!/^application\/json\b/i.test(req.headers['content-type'] ?? '')) {
    throw new AppError('invalid', 'input', 'Send JSON: Content-Type must be application/json.', {
      field: 'Content-Type',
    })
  }
  if (req.headers.cookie !== undefined && !isSameOrigin(req.headers, publicUrl)) {
    throw new AppError('forbidden', 'origin', 'Requests with a cookie are accepted from our own pages only.')
  }
  return undefined
}

const wantsPage = (req: IncomingMessage) => req.method === 'GET' && (req.headers.accept ?? '').includes('text/html')

function sendJson(res: ServerResponse, status: number, body: object) {
  res.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  res.end(JSON.stringify(body))
}

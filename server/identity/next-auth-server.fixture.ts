import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseCookie } from 'cookie'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuthModule from 'next-auth'
import { onTestFinished, vi } from 'vitest'
import { ADDRESS_HEADER } from './address-header.ts'
import type { Identity } from './identity.ts'
import { unwrapDefault } from './next-auth-providers.ts'

const NextAuth = unwrapDefault(NextAuthModule)

/** NextAuth behind a real HTTP server, as the route has it, and a browser's cookie jar to talk to it. */
export async function startNextAuth(identity: Identity) {
  const server = createServer((req, res) => void answer(identity, req, res))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  vi.stubEnv('NEXTAUTH_URL', origin)
  onTestFinished(() => void vi.unstubAllEnvs())
  return { origin, browser: (address = 'ip:browser') => createBrowser(origin, address) }
}

function createBrowser(origin: string, address: string) {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const send = async (path: string, body?: Record<string, string>) => {
    const response = await fetch(`${origin}/api/auth/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { cookie: cookie(), [ADDRESS_HEADER]: address },
      ...(body && { body: new URLSearchParams({ json: 'true', ...body }) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  return {
    cookie,
    session: async () => await (await send('session')).json(),
    providers: async () => await (await send('providers')).json(),
    /** As next-auth/react's signIn: the error of the address it is sent to, or null when it is in. */
    async signIn(provider: 'password' | 'token', credentials: Record<string, string>): Promise<string | null> {
      const { csrfToken } = await (await send('csrf')).json()
      const { url } = await (await send(`callback/${provider}`, { csrfToken, ...credentials })).json()
      return new URL(url).searchParams.get('error')
    },
  }
}

/** What Next does around an API route: query, cookies and body parsed, and the answer's short forms. */
async function answer(identity: Identity, req: IncomingMessage, res: ServerResponse) {
  const url = new URL(req.url ?? '/', 'http://localhost')
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk)
  const options = identity.authOptionsFor(req.headers[ADDRESS_HEADER]?.toString())
  await NextAuth(
    asNextRequest(req, {
      query: { ...Object.fromEntries(url.searchParams), nextauth: url.pathname.split('/').slice(3) },
      cookies: parseCookie(req.headers.cookie ?? ''),
      body: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())),
    }),
    asNextResponse(res),
    options,
  )
}

/** The one cast each way: NextAuth uses no more of Next's request and response than is added here. */
function asNextRequest(req: IncomingMessage, parsed: object): NextApiRequest {
  return Object.assign(req, parsed) as unknown as NextApiRequest
}

function asNextResponse(res: ServerResponse): NextApiResponse {
  const added = {
    status: (code: number) => Object.assign(res, { statusCode: code }),
    send: (body: unknown) => res.end(typeof body === 'string' ? body : JSON.stringify(body)),
    json: (body: unknown) => res.end(JSON.stringify(body)),
  }
  return Object.assign(res, added) as unknown as NextApiResponse
}

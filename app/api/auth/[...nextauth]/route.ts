import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { getServices } from '@/server/accessor'
import { AppError } from '@/server/errors'
import { ADDRESS_HEADER } from '@/server/identity/address-header'
import { toProblem } from '@/server/limits/problem'

type Context = { params: Promise<{ nextauth: string[] }> }

/** NextAuth's own addresses: sign-in, sign-out, session, CSRF token, providers and their callbacks. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  if (!(await hasReadableBody(request))) return problem(400, 'The body is not a JSON object.')
  const { identity } = getServices()
  const response: Response = await NextAuth(
    request,
    context,
    identity.authOptionsFor(request.headers.get(ADDRESS_HEADER)),
  )
  const { status, headers } = response
  if (status < 400 || headers.get('content-type')?.includes('json')) return response
  const isUnknown = status < 500 || (await response.clone().text()).startsWith('Error: Callback for provider type')
  if (!isUnknown) return response
  return problem(status < 500 ? status : 400, 'There is no such action, or it is not asked for like this.')
}

/** NextAuth breaks on a body that says it is JSON and is not. */
async function hasReadableBody(request: NextRequest): Promise<boolean> {
  if (request.method !== 'POST' || !request.headers.get('content-type')?.includes('application/json')) return true
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => null)
  return typeof body === 'object' && body !== null
}

/** Where NextAuth answers in plain text, in the words of the house. */
function problem(status: number, detail: string): Response {
  const body = { ...toProblem(new AppError('invalid', 'input', detail)), status }
  const headers = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' }
  return new Response(JSON.stringify(body), { status, headers })
}

export { handler as GET, handler as POST }

import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { getServices } from '@/server/accessor'
import { ADDRESS_HEADER } from '@/server/identity/address-header'

type Context = { params: Promise<{ nextauth: string[] }> }

/** NextAuth's own addresses: sign-in, sign-out, session, CSRF token, providers and their callbacks. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  const { identity } = getServices()
  return await NextAuth(request, context, identity.authOptionsFor(request.headers.get(ADDRESS_HEADER)))
}

export { handler as GET, handler as POST }

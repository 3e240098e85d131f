import { randomUUID } from 'node:crypto'
import type { People } from './draft.ts'

const PASSWORD = 'a long enough password'

export type Known = {
  /** Everybody, with what they can show at a door; their session is renewed if something asked for ended it. */
  present(): Promise<People>
}

/** Opens an account, signs it in and makes it an API token, all over HTTP. Throws what went wrong. */
export async function openPeople(url: string): Promise<Known> {
  const email = `fuzz-${randomUUID()}@people.example`
  const json = { 'Content-Type': 'application/json', Origin: url }
  const post = async (path: string, headers: Record<string, string>, body: object) => {
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    const answer = await response.json()
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${JSON.stringify(answer)}`)
    return answer
  }
  await post('/api/trpc/account.signUp', json, { email, password: PASSWORD })
  let session = { Cookie: await signIn(url, email) }
  const asked = { name: 'fuzz', scopes: ['draw', 'read'], days: null }
  const created = await post('/api/trpc/tokens.create', { ...json, ...session }, asked)
  const token = { Authorization: `Bearer ${created.result.data.token}` }
  return {
    async present() {
      const me = await (await fetch(`${url}/api/trpc/account.me`, { headers: session })).json()
      if (me.result?.data.signedIn !== true) session = { Cookie: await signIn(url, email) }
      const { accessToken } = await post('/api/v1/token', { ...json, ...token }, {})
      return {
        'a visitor': {},
        'a visitor that comes back': { Cookie: `drawbridge_visitor=${'fuzz'.padEnd(27, '-')}` },
        'an account': session,
        'an API token': token,
        'an access token': { Authorization: `Bearer ${accessToken}` },
      }
    },
  }
}

async function signIn(url: string, email: string): Promise<string> {
  const asked = await fetch(`${url}/api/auth/csrf`)
  const { csrfToken } = (await asked.json()) as { csrfToken: string }
  const cookies = asked.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  const answer = await fetch(`${url}/api/auth/callback/password`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: cookies.join('; '), 'Content-Type': 'application/x-www-form-urlencoded', Origin: url },
    body: new URLSearchParams({ csrfToken, email, password: PASSWORD, json: 'true' }).toString(),
  })
  const session = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('next-auth.session-token='))
  if (!session) throw new Error(`signing in: ${answer.status} ${await answer.text()}`)
  return session.split(';')[0] ?? ''
}

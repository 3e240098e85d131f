import type { IncomingMessage } from 'node:http'
import { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { readAskedLanguage } from './language.ts'

/** What the page is told and which cookies go back for a request of that address. */
function ask(url: string, headers: Record<string, string> = {}, secure = false) {
  const req = { url, headers: { ...headers }, method: 'GET' } as unknown as IncomingMessage // all that is read of it
  const res = new ServerResponse(req)
  readAskedLanguage(req, res, { secure })
  return { told: req.headers['x-language'], cookies: res.getHeader('set-cookie') }
}

test('a language in the address is told to the page, and kept', () => {
  expect(ask('/docs/limits?page=2&language=fr')).toEqual({
    told: 'fr',
    cookies: 'language=fr; Path=/; Max-Age=31536000; SameSite=Lax',
  })
  expect(ask('/?language=en', {}, true).cookies).toMatch(/; Secure$/)
})

test('what is no language is neither told nor kept, and nobody tells it by a header', () => {
  for (const url of ['/', '/?language=', '/?language=fr%0d%0aset-cookie:x', '/?language=FRA', '/?Language=fr']) {
    expect(ask(url, { 'x-language': 'fr' })).toEqual({ told: undefined, cookies: undefined })
  }
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeNext, withNext } from './safe-next'

const SITE = 'https://drawbridge.example'

describe('where signing in leads', () => {
  test.each(['/account', '/p/0190-ab?again=1#top', '/history', '/', '/docs/limits', '/p/caf%C3%A9'])(
    'a page of this site stays: %s',
    (path) => expect(safeNext(path)).toBe(path),
  )

  test.each([
    'https://evil.example/',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
    ' //evil.example',
    'javascript:alert(1)',
    'evil.example',
    '@evil.example',
    '',
  ])('another site, or none, is the studio: %j', (path) => expect(safeNext(path)).toBe('/'))

  test('nothing given, or given twice, is the studio', () => {
    expect(safeNext(undefined)).toBe('/')
    expect(safeNext(['/account', '/history'])).toBe('/')
  })

  test('it never leads back to signing in, nor to an address that is no page', () => {
    expect(safeNext('/sign-in?next=/sign-in')).toBe('/')
    expect(safeNext('/sign-up')).toBe('/')
    expect(safeNext('/api/auth/signout')).toBe('/')
    expect(safeNext('/x/../api/auth/signout')).toBe('/')
  })

  test('whatever is given, a browser stays on this site', () => {
    const slashy = fc
      .array(fc.constantFrom('/', '\\', '.', '%2e', '%2f', ':', '@', '\t', '\n', ' ', 'a', '?', '#'))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          slashy,
          fc.webUrl(),
          slashy.map((tail) => `/${tail}`),
        ),
        (given) => {
          const url = new URL(safeNext(given), SITE)
          expect(url.origin).toBe(SITE)
          expect(url.username).toBe('')
        },
      ),
      { numRuns: 1_000, seed: 7 },
    )
  })

  test('a sign-in link carries a destination only when there is one', () => {
    expect(withNext('/sign-in', '/')).toBe('/sign-in')
    expect(withNext('/sign-up', '/p/1?a=b&c')).toBe('/sign-up?next=%2Fp%2F1%3Fa%3Db%26c')
  })
})

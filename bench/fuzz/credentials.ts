import type { Random } from '../queue/random.ts'
import { type Draft, withHeader } from './draft.ts'
import { pick } from './hostile.ts'

const COOKIES = [
  ...[
    'next-auth.session-token=x',
    'next-auth.session-token=a.b.c.d.e',
    '__Secure-next-auth.session-token=',
    '=',
    ';;;',
  ],
  ...[
    'drawbridge_visitor=',
    `drawbridge_visitor=${'x'.repeat(27)}`,
    'drawbridge_visitor=%00',
    'drawbridge_visitor=%',
    'a',
  ],
  ...[
    'next-auth.csrf-token=a|b',
    'next-auth.csrf-token=%7C',
    'next-auth.callback-url=javascript:alert(1)',
    'NEXT_LOCALE=..',
  ],
  ...[
    'drawbridge_language=__proto__',
    `next-auth.session-token.0=x; next-auth.session-token.99999=y`,
    'a=b;'.repeat(500),
  ],
]

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = part({ sub: 'user', tier: 'premium', scopes: ['draw', 'read'], exp: 9_999_999_999, sv: 1 })
const BEARERS = [
  ...[
    '',
    'x',
    'drawbridge_',
    `drawbridge_${'a'.repeat(36)}`,
    `drawbridge_${'a'.repeat(3_000)}`,
    'a.b.c',
    '..',
    'e30.e30.',
  ],
  ...[`${part({ alg: 'none' })}.${claims}.`, `${part({ alg: 'HS256' })}.${claims}.${'A'.repeat(43)}`],
  ...[
    `${part({ alg: 'HS256', crit: ['x'] })}.${claims}.AAAA`,
    `${part({ alg: 'RS256', kid: '../x', jku: 'http://[::1]/' })}.${claims}.x`,
  ],
  ...[
    `${part({ alg: 'dir', enc: 'A256GCM' })}..AAAA.AAAA.AAAA`,
    `${part({ alg: {} })}.${part([])}.x`,
    'visitor',
    '\u00ff',
    '%00',
  ],
]

/** Cookies and tokens that nobody was given, and bent ones that somebody was. */
export function strangeCredentials(random: Random, draft: Draft): Draft {
  if (random.next() < 0.4) return withHeader(draft, 'Cookie', pick(random, COOKIES))
  const scheme = pick(random, ['Bearer ', 'bearer ', 'Bearer', 'Basic ', 'Bearer  ', 'Token ', 'Bearer Bearer '])
  const known = draft.headers.find(([name]) => name === 'authorization')?.[1]
  const bent = known && known.slice(0, -4) + pick(random, ['', 'AAAA', '....', '\u00e9'])
  return withHeader(draft, 'Authorization', bent && random.next() < 0.5 ? bent : scheme + pick(random, BEARERS))
}

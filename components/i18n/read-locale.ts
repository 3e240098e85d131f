import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { LANGUAGE_COOKIE } from './language-cookie'
import { pickLocale } from './pick-locale'

/** The language of the page being rendered. The front door reads `?language=` and hands it over in a header. */
export const readLocale = cache(async () => {
  const [sent, kept] = await Promise.all([headers(), cookies()])
  return pickLocale({
    asked: sent.get('x-language'),
    chosen: kept.get(LANGUAGE_COOKIE)?.value,
    accepted: sent.get('accept-language'),
  })
})

import type { Locale } from './locale'

/** The front door sets the same one for an address with `?language=` (server/http/language.ts). */
export const LANGUAGE_COOKIE = 'language'

const YEAR_SECONDS = 31_536_000

/** Remembers a choice in this browser, for a year. */
export function keepLanguage(locale: Locale) {
  const secure = window.location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${LANGUAGE_COOKIE}=${locale}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`
}

import type { IncomingMessage, ServerResponse } from 'node:http'

/** Where pages find the language their address asks for. */
const HEADER = 'x-language'
const YEAR_SECONDS = 31_536_000

/**
 * An address with `?language=fr` shows its page in that language, and the choice is kept: so the switch works without
 * JavaScript, and a search engine has an address for each language. Which languages there are, pages know.
 */
export function readAskedLanguage(req: IncomingMessage, res: ServerResponse, { secure }: { secure: boolean }) {
  delete req.headers[HEADER]
  const query = (req.url ?? '').split('?')[1]
  const language = query && new URLSearchParams(query).get('language')
  if (!language || !/^[a-z]{2}$/.test(language)) return
  req.headers[HEADER] = language
  const attributes = `Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure ? '; Secure' : ''}`
  res.appendHeader('Set-Cookie', `language=${language}; ${attributes}`)
}

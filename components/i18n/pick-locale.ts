import { LOCALES, type Locale } from './locale'

type Wishes = {
  /** What the address asks for: `?language=fr`. */
  asked?: string | null | undefined
  /** What was chosen before. */
  chosen?: string | undefined
  /** The browser's Accept-Language. */
  accepted?: string | null | undefined
}

/** The first language we speak of those asked for: in the address, by an earlier choice, by the browser. Else English. */
export function pickLocale({ asked, chosen, accepted }: Wishes): Locale {
  for (const wish of [asked, chosen, ...byPreference(accepted ?? '')]) {
    const locale = LOCALES.find((locale) => locale === wish?.toLowerCase())
    if (locale) return locale
  }
  return 'en'
}

/** `fr-CA, en;q=0.8` as `fr`, `en`: regions do not matter here; what has q=0 is not wanted at all. */
function byPreference(header: string): (string | undefined)[] {
  return header
    .slice(0, 1_000)
    .split(',')
    .map((part) => {
      const [range = '', ...params] = part.split(';').map((text) => text.trim())
      const q = Number(params.find((param) => /^q=/i.test(param))?.slice(2) ?? 1)
      return { language: range.split('-', 1)[0], q: Number.isFinite(q) ? q : 0 }
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q)
    .map(({ language }) => language)
}

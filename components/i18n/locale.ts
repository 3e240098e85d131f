import type en from '@/messages/en.json'

export type Messages = typeof en

/** Languages by their own names. One more is one more line here, one in `CATALOGUES` and a file in messages/. */
export const LANGUAGES = { en: 'English', fr: 'Français' } as const

export type Locale = keyof typeof LANGUAGES

export const LOCALES = Object.keys(LANGUAGES) as Locale[]

const CATALOGUES: Record<Locale, () => Promise<{ default: Messages }>> = {
  en: () => import('@/messages/en.json'),
  fr: () => import('@/messages/fr.json'),
}

/** Day boundaries are UTC everywhere in the product, so dates are told in it as well. */
export const TIME_ZONE = 'UTC'

/** The catalogue of one language. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return (await CATALOGUES[locale]()).default
}

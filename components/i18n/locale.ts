import type en from '@/messages/en.json'

export type Messages = typeof en

export type Locale = keyof typeof CATALOGUES

/** A language is one line here and one file in messages/. */
const CATALOGUES = {
  en: () => import('@/messages/en.json'),
}

/** Day boundaries are UTC everywhere in the product, so dates are told in it as well. */
export const TIME_ZONE = 'UTC'

/** The language of the page being rendered. English until a second catalogue exists to choose from. */
export function pickLocale(): Locale {
  return 'en'
}

/** The catalogue of one language. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return (await CATALOGUES[locale]()).default
}

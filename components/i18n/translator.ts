import { createTranslator } from 'use-intl/core'
import { loadMessages, pickLocale, TIME_ZONE } from './locale'

/** The catalogue's sentences for a server component: `const t = await translator()`, then `t('studio.title')`. */
export async function translator() {
  const locale = pickLocale()
  return createTranslator({ locale, messages: await loadMessages(locale), timeZone: TIME_ZONE })
}

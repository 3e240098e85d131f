import { createTranslator } from 'use-intl/core'
import { loadMessages, TIME_ZONE } from './locale'
import { readLocale } from './read-locale'

/** The catalogue's sentences for a server component: `const t = await translator()`, then `t('studio.title')`. */
export async function translator() {
  const locale = await readLocale()
  return createTranslator({ locale, messages: await loadMessages(locale), timeZone: TIME_ZONE })
}

import { createFormatter } from 'use-intl/core'
import { TIME_ZONE } from './locale'
import { readLocale } from './read-locale'

/** Numbers and dates in the page's language, for a server component. */
export const formatter = async () => createFormatter({ locale: await readLocale(), timeZone: TIME_ZONE })

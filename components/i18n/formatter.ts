import { createFormatter } from 'use-intl/core'
import { pickLocale, TIME_ZONE } from './locale'

/** Numbers and dates in the page's language, for a server component. */
export const formatter = () => createFormatter({ locale: pickLocale(), timeZone: TIME_ZONE })

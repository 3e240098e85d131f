'use client'

import { useMessages, useTranslations } from 'use-intl'
import { USUAL } from '../studio/looks/look'

/** Names styles in the page's language. One that whoever draws brought along has no other name than its own, and no swatch. */
export function useStyleName() {
  const t = useTranslations('studio.looks')
  const names: Record<string, string> = useMessages().studio.looks.styles
  const nameOf = (style: string) => names[style] ?? style
  return {
    nameOf,
    hasSwatch: (style: string) => Object.hasOwn(names, style),
    /** What is told of a picture, with its style where that is not the usual one. */
    told: ({ style }: { style: string }, detail: string) =>
      style === USUAL.style ? detail : t('styledIn', { style: nameOf(style), detail }),
  }
}

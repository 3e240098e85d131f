'use client'

import { useTranslations } from 'use-intl'
import { degreeOf, type Offer } from './offer'

/** More would be a list to read; the picture is beside it. */
const MOST_DIFFERENCES = 2

/** How close an offered picture is and what differs, as sentences in the page's language. */
export function useOfferWords() {
  const t = useTranslations('similar')
  return {
    degree: (offer: Offer): string => t(degreeOf(offer), { closeness: offer.closeness }),
    differences(offer: Offer): string[] {
      const told = offer.differences.map(({ kind, asked, cached }) => t(`difference.${kind}`, { asked, cached }))
      const each = [...new Set(told)]
      if (each.length === 0) return [t('sameMeaning')]
      return each.length > MOST_DIFFERENCES ? [...each.slice(0, MOST_DIFFERENCES), t('more')] : each
    },
  }
}

'use client'

import { useTranslations } from 'use-intl'
import { type Fault, SHORTEST_PASSWORD } from './form-faults'

/** The catalogue's sentence for what is wrong with a field. */
export function useFaultWords() {
  const t = useTranslations('formFault')
  return (fault: Fault | undefined) => fault && t(fault, { shortest: SHORTEST_PASSWORD })
}

import type { PublicNumbers } from '@/server/limits/numbers'
import { formatter } from '../i18n/formatter'
import { translator } from '../i18n/translator'
import { Ledger } from './ledger'
import { OUTCOMES } from './outcomes'

const PERIODS = ['today', 'lastSevenDays', 'ever'] as const

type Props = Pick<PublicNumbers, 'outcomes'> & { labelledBy: string }

/** The same in numbers, for three lengths of time; and how many similar pictures were offered. */
export async function OutcomeTable({ outcomes, labelledBy }: Props) {
  const t = await translator()
  const format = await formatter()
  return (
    <Ledger
      labelledBy={labelledBy}
      head={t('numbersPage.head')}
      columns={PERIODS.map((period) => ({ key: period, name: t(`numbersPage.period.${period}`) }))}
      rows={[...OUTCOMES.map(({ outcome }) => outcome), 'similar-offered' as const].map((outcome) => ({
        key: outcome,
        name: t(`numbersPage.outcome.${outcome}`),
        hint: t(`numbersPage.outcomeHint.${outcome}`),
        cells: PERIODS.map((period) => format.number(outcomes[period][outcome])),
      }))}
    />
  )
}

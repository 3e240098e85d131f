import type { TierTable as Table } from '@/server/limits/public-tiers'
import { formatter } from '../i18n/formatter'
import { translator } from '../i18n/translator'
import { Ledger } from './ledger'

const ROWS = [
  'picturesPerDay',
  'waitingAtOnce',
  'askedPerMinute',
  'readsPerMinute',
  'laneWeight',
  'privatePictures',
] as const

/** What each tier may do, in the numbers that are enforced. */
export async function TierTable({ tiers, labelledBy }: Pick<Table, 'tiers'> & { labelledBy: string }) {
  const [t, format] = await Promise.all([translator(), formatter()])
  const told = (row: (typeof ROWS)[number], tier: Table['tiers'][number]) => {
    if (row === 'privatePictures') return tier.privatePictures ? t('limitsPage.yes') : t('limitsPage.no')
    if (row === 'picturesPerDay') return <span className="sign text-3xl">{format.number(tier.picturesPerDay)}</span>
    if (row === 'laneWeight') return t('limitsPage.turns', { weight: tier.laneWeight })
    return format.number(tier[row])
  }
  return (
    <Ledger
      labelledBy={labelledBy}
      head={t('limitsPage.tierHead')}
      columns={tiers.map(({ tier }) => ({
        key: tier,
        name: t(`limitsPage.tierName.${tier}`),
        hint: t(`limitsPage.tierWho.${tier}`),
      }))}
      rows={ROWS.map((row) => ({
        key: row,
        name: t(`limitsPage.rows.${row}`),
        hint: t(`limitsPage.rowHints.${row}`),
        cells: tiers.map((tier) => told(row, tier)),
      }))}
    />
  )
}

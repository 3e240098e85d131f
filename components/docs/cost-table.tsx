import type { TierTable } from '@/server/limits/public-tiers'
import { translator } from '../i18n/translator'
import { Ledger } from './ledger'

/** What each kind of request takes from the day. */
export async function CostTable({ costs, labelledBy }: Pick<TierTable, 'costs'> & { labelledBy: string }) {
  const t = await translator()
  const rows = [
    { key: 'picture', units: costs.picture },
    { key: 'again', units: costs.picture },
    { key: 'cacheHit', units: costs.cacheHit },
    { key: 'joined', units: costs.joined },
    { key: 'looking', units: 0 },
  ] as const
  return (
    <Ledger
      labelledBy={labelledBy}
      head={t('limitsPage.costHead')}
      columns={[{ key: 'units', name: t('limitsPage.costPrice') }]}
      rows={rows.map(({ key, units }) => ({
        key,
        name: t(`limitsPage.costs.${key}`),
        cells: [t('limitsPage.price', { units })],
      }))}
    />
  )
}

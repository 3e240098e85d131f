import type { LimitsGuide } from '@/server/limits/guide'
import { translator } from '../i18n/translator'
import { Ledger } from './ledger'

/** The names of limits, as headers and refusals call them. */
export async function PolicyTable({ policies, labelledBy }: Pick<LimitsGuide, 'policies'> & { labelledBy: string }) {
  const t = await translator()
  return (
    <Ledger
      labelledBy={labelledBy}
      head={t('limitsGuide.policyHead')}
      columns={[{ key: 'limit', name: t('limitsGuide.policyLimit') }]}
      rows={policies.map(({ policy, counts, tier, limit, windowSeconds: seconds }) => ({
        key: policy,
        name: <code className="font-mono text-sm font-semibold">{policy}</code>,
        hint: [tier && t(`limitsPage.tierName.${tier}`), t(`limitsGuide.counts.${counts}`)].filter(Boolean).join(' · '),
        cells: [t('limitsGuide.per', { limit, seconds })],
      }))}
    />
  )
}

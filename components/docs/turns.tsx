import type { TierTable } from '@/server/limits/public-tiers'
import { translator } from '../i18n/translator'

/** How the two lines share the turns there are. */
export async function Turns({ tiers }: Pick<TierTable, 'tiers'>) {
  const t = await translator()
  const free = tiers.find(({ tier }) => tier === 'free')
  const premium = tiers.find(({ tier }) => tier === 'premium')
  if (!free || !premium) return null
  return (
    <>
      <p>{t('limitsGuide.turns.body', { premium: premium.laneWeight / free.laneWeight })}</p>
      <p>{t('limitsGuide.turns.waiting', { free: free.waitingAtOnce, premium: premium.waitingAtOnce })}</p>
    </>
  )
}

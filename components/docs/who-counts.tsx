import type { TierTable } from '@/server/limits/public-tiers'
import { translator } from '../i18n/translator'

/** How a visitor and an account are told apart from the next one. */
export async function WhoCounts({ bounds }: Pick<TierTable, 'bounds'>) {
  const t = await translator()
  const { net56, net48, freeAccounts, accountsOpenedPerDay: accounts } = bounds
  return (
    <div className="grid max-w-prose gap-3">
      <p>{t('limitsPage.whoVisitor')}</p>
      <p>{t('limitsPage.whoNetwork', { net56, net48 })}</p>
      <p>{t('limitsPage.whoAccount', { freeAccounts, accounts })}</p>
      <p>{t('limitsPage.whoPremium')}</p>
    </div>
  )
}

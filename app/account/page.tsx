import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AccountView } from '@/components/account/account-view'
import { PlansPanel } from '@/components/account/plans-panel'
import { withNext } from '@/components/account/safe-next'
import { UsePanel } from '@/components/account/use-panel'
import { WaysPanel } from '@/components/account/ways-panel'
import { translator } from '@/components/i18n/translator'
import { Page } from '@/components/ui/page'
import { pageApi } from '@/server/accessor'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator()
  return { title: t('account.metaTitle'), robots: { index: false } }
}

/** For whoever is signed in; anybody else is led to signing in, and back. */
export default async function AccountPage() {
  const api = await pageApi()
  const [me, t] = await Promise.all([api.account.me(), translator()])
  if (!me.signedIn) redirect(withNext('/sign-in', '/account'))
  const described = await api.account.describe()
  const account = { ...me, premiumUntil: me.premiumUntil?.toISOString() ?? null }
  return (
    <Page title={t('account.title')}>
      <AccountView
        account={account}
        use={<UsePanel days={described.days} />}
        plans={<PlansPanel subscriptions={described.subscriptions} />}
        ways={<WaysPanel {...described} hasPassword={me.hasPassword} />}
      />
    </Page>
  )
}

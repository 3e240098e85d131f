import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AccountView } from '@/components/account/account-view'
import { withNext } from '@/components/account/safe-next'
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
  const account = { ...me, premiumUntil: me.premiumUntil?.toISOString() ?? null }
  return (
    <Page title={t('account.title')}>
      <AccountView account={account} />
    </Page>
  )
}

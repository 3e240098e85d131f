'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { NoticeSettingsPanel } from '../notifications/settings-panel'
import { WebhookPanel } from '../notifications/webhook-panel'
import { AccountPanel } from './account-panel'
import { ConfirmNotice } from './confirm-notice'
import { DataPanel } from './data-panel'
import { DeletePanel } from './delete-panel'
import { LeavePanel } from './leave-panel'
import { PasswordPanel } from './password-panel'
import { ProfilePanel } from './profile-panel'
import { RedeemPanel } from './redeem-panel'
import { TodayPanel } from './today-panel'
import { TokensPanel } from './tokens/tokens-panel'
import { type Account, useMe } from './use-me'

type Props = {
  account: Account
  /** Rendered by the service: they change with nothing one can do here. */
  use: ReactNode
  plans: ReactNode
  ways: ReactNode
}

/** Everything an account can see of itself and do to itself. */
export function AccountView({ account, use, plans, ways }: Props) {
  const me = useMe(account)
  const router = useRouter()

  // The session ended elsewhere: the page, rendered again, leads to signing in.
  useEffect(() => {
    if (!me.signedIn) router.refresh()
  }, [me.signedIn, router])

  if (!me.signedIn) return null
  return (
    <div className="grid gap-x-16 gap-y-12 lg:grid-cols-2">
      {me.sendsMail && me.email !== null && !me.emailConfirmed && (
        <div className="lg:col-span-2">
          <ConfirmNotice email={me.email} />
        </div>
      )}
      <div className="grid content-start gap-12">
        <AccountPanel account={me} />
        <TodayPanel />
        {use}
        {plans}
        <RedeemPanel />
      </div>
      <div className="grid content-start gap-12">
        <ProfilePanel account={me} />
        {ways}
        {me.hasPassword && me.email !== null && <PasswordPanel email={me.email} />}
        <NoticeSettingsPanel titled />
        <LeavePanel />
      </div>
      <TokensPanel className="lg:col-span-2" />
      <WebhookPanel className="lg:col-span-2" />
      <DataPanel />
      <DeletePanel account={me} />
    </div>
  )
}

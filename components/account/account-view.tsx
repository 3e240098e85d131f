'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { AccountPanel } from './account-panel'
import { LeavePanel } from './leave-panel'
import { PasswordPanel } from './password-panel'
import { RedeemPanel } from './redeem-panel'
import { TodayPanel } from './today-panel'
import { TokensPanel } from './tokens/tokens-panel'
import { type Account, useMe } from './use-me'

/** Everything an account can see of itself and do to itself. */
export function AccountView({ account }: { account: Account }) {
  const me = useMe(account)
  const router = useRouter()

  // The session ended elsewhere: the page, rendered again, leads to signing in.
  useEffect(() => {
    if (!me.signedIn) router.refresh()
  }, [me.signedIn, router])

  if (!me.signedIn) return null
  return (
    <div className="grid gap-x-16 gap-y-12 lg:grid-cols-2">
      <div className="grid content-start gap-12">
        <AccountPanel account={me} />
        <TodayPanel />
      </div>
      <div className="grid content-start gap-12">
        <RedeemPanel />
        {me.hasPassword && me.email !== null && <PasswordPanel email={me.email} />}
        <LeavePanel />
      </div>
      <TokensPanel className="lg:col-span-2" />
    </div>
  )
}

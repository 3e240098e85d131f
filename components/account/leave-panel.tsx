'use client'

import { useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../trpc'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { Panel } from '../ui/panel'
import { FormNotice } from './form-notice'
import { signOutHere } from './next-auth'
import { useSessionChange } from './use-session-change'

/** Out of this browser, or out of all of them. */
export function LeavePanel() {
  const t = useTranslations('account')
  const trpc = useTRPC()
  const changed = useSessionChange()
  const here = useMutation({
    mutationFn: signOutHere,
    networkMode: 'always',
    onSuccess: async () => {
      await changed('/')
      toast(t('signedOut'))
    },
  })
  const everywhere = useMutation(
    trpc.account.signOutEverywhere.mutationOptions({
      networkMode: 'always',
      onSuccess: async () => {
        // The session is over already; this only clears its cookie away.
        await signOutHere().catch(() => {})
        await changed('/')
        toast(t('everywhereDone'))
      },
    }),
  )
  const busy = [here, everywhere].some(({ isPending, isSuccess }) => isPending || isSuccess)
  return (
    <Panel title={t('sessions')} intro={t('everywhereIntro')}>
      <FormNotice error={here.error ?? everywhere.error} told={Math.max(here.submittedAt, everywhere.submittedAt)} />
      <div className="flex flex-wrap gap-3">
        <Button busy={here.isPending || here.isSuccess} onClick={() => !busy && here.mutate()}>
          {t('signOut')}
        </Button>
        <ConfirmDialog
          trigger={
            <Button variant="danger" busy={everywhere.isPending || everywhere.isSuccess}>
              {t('everywhere')}
            </Button>
          }
          title={t('everywhereTitle')}
          body={t('everywhereBody')}
          confirm={t('everywhereConfirm')}
          cancel={t('everywhereCancel')}
          onConfirm={() => !busy && everywhere.mutate()}
        />
      </div>
    </Panel>
  )
}

'use client'

import { useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useTranslations } from 'use-intl'
import { type Credentials, SignInError, signInWith } from './next-auth'
import type { SignInRefusal } from './sign-in-refusal'
import { useSessionChange } from './use-session-change'

/** Signs in and goes to `next`. `refusal` says why not; `busy` lasts until the next page is there. */
export function useSignIn(next: string) {
  const t = useTranslations('signIn')
  const changed = useSessionChange()
  const { mutate, error, isPending, isSuccess, submittedAt } = useMutation({
    mutationFn: (credentials: Credentials) => signInWith(credentials),
    networkMode: 'always',
    onSuccess: async () => {
      await changed(next)
      toast(t('done'))
    },
  })
  return { signIn: mutate, refusal: refusalOf(error), told: submittedAt, busy: isPending || isSuccess }
}

function refusalOf(error: Error | null): SignInRefusal | undefined {
  if (!error) return undefined
  return error instanceof SignInError ? error.refusal : { why: 'unavailable' }
}

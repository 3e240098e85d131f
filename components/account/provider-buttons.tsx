'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/button'
import { Panel } from '../ui/panel'
import { providerPage, SignInError } from './next-auth'
import { SignInNotice } from './sign-in-notice'

const PROVIDERS = ['github', 'google'] as const

type Props = { offered: Record<(typeof PROVIDERS)[number], boolean>; next: string }

/** GitHub and Google, as far as the operator has set them up; nothing at all when neither is. */
export function ProviderButtons({ offered, next }: Props) {
  const t = useTranslations('signIn')
  const leave = useMutation({
    mutationFn: (provider: (typeof PROVIDERS)[number]) => providerPage(provider, next),
    networkMode: 'always',
    onSuccess: (url) => location.assign(url),
  })
  const { error, isPending, isSuccess } = leave
  const busy = isPending || isSuccess
  if (!PROVIDERS.some((provider) => offered[provider])) return null
  return (
    <Panel title={t('providersTitle')}>
      {error && (
        <SignInNotice
          refusal={error instanceof SignInError ? error.refusal : { why: 'unavailable' }}
          told={leave.submittedAt}
        />
      )}
      <div className="flex flex-wrap gap-3">
        {PROVIDERS.filter((provider) => offered[provider]).map((provider) => (
          <Button
            key={provider}
            busy={busy && leave.variables === provider}
            onClick={() => !busy && leave.mutate(provider)}
          >
            {t(provider)}
          </Button>
        ))}
      </div>
    </Panel>
  )
}

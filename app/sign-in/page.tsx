import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ProviderButtons } from '@/components/account/provider-buttons'
import { safeNext } from '@/components/account/safe-next'
import { SignInForm } from '@/components/account/sign-in-form'
import { SignInNotice } from '@/components/account/sign-in-notice'
import { readSignInError } from '@/components/account/sign-in-refusal'
import { TokenForm } from '@/components/account/token-form'
import { translator } from '@/components/i18n/translator'
import { Notice } from '@/components/ui/notice'
import { Page } from '@/components/ui/page'
import { Panel } from '@/components/ui/panel'
import { pageApi } from '@/server/accessor'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator()
  return { title: t('signIn.metaTitle'), robots: { index: false } }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Every way in: a password, a token, a provider. Whoever is in already goes on. */
export default async function SignInPage({ searchParams }: Props) {
  const { next: given, error } = await searchParams
  const next = safeNext(given)
  const api = await pageApi()
  const [me, offered, t] = await Promise.all([api.account.me(), api.account.signInOptions(), translator()])
  if (me.signedIn) redirect(next)
  return (
    <Page title={t('signIn.title')} intro={t('signIn.intro')}>
      {typeof error === 'string' && error !== '' && <SignInNotice refusal={readSignInError(error)} told={0} />}
      <noscript>
        <Notice tone="warning" title={t('signIn.noScript')} />
      </noscript>
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-2">
        <div className="grid content-start gap-10">
          <Panel title={t('signIn.passwordTitle')}>
            <SignInForm next={next} sendsMail={offered.sendsMail} />
          </Panel>
          <ProviderButtons offered={offered} next={next} />
        </div>
        <Panel title={t('signIn.tokenTitle')} intro={t('signIn.tokenIntro')} className="content-start">
          <TokenForm next={next} />
        </Panel>
      </div>
    </Page>
  )
}

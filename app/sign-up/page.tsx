import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { safeNext } from '@/components/account/safe-next'
import { SignUpForm } from '@/components/account/sign-up-form'
import { translator } from '@/components/i18n/translator'
import { Notice } from '@/components/ui/notice'
import { Page } from '@/components/ui/page'
import { pageApi } from '@/server/accessor'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator()
  return { title: t('signUp.metaTitle'), robots: { index: false } }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** A free account, by email and password. Whoever has one open already goes on. */
export default async function SignUpPage({ searchParams }: Props) {
  const next = safeNext((await searchParams).next)
  const api = await pageApi()
  const [me, t] = await Promise.all([api.account.me(), translator()])
  if (me.signedIn) redirect(next)
  return (
    <Page title={t('signUp.title')} intro={t('signUp.intro')} narrow>
      <noscript>
        <Notice tone="warning" title={t('signUp.noScript')} />
      </noscript>
      <SignUpForm next={next} />
    </Page>
  )
}

import type { Metadata } from 'next'
import { ResetForm } from '@/components/account/reset-form'
import { translator } from '@/components/i18n/translator'
import { Notice } from '@/components/ui/notice'
import { Page } from '@/components/ui/page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator()
  return { title: t('reset.metaTitle'), robots: { index: false } }
}

/** Where a link for a new password leads. Its secret is behind the `#`: the service sees it only when it is used. */
export default async function ResetPasswordPage() {
  const t = await translator()
  return (
    <Page title={t('reset.title')} intro={t('reset.intro')} narrow>
      <noscript>
        <Notice tone="warning" title={t('reset.noScript')} />
      </noscript>
      <ResetForm />
    </Page>
  )
}

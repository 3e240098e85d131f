import type { Metadata } from 'next'
import { ConfirmEmailForm } from '@/components/account/confirm-email-form'
import { translator } from '@/components/i18n/translator'
import { Notice } from '@/components/ui/notice'
import { Page } from '@/components/ui/page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator()
  return { title: t('confirmEmail.metaTitle'), robots: { index: false } }
}

/** Where a link that proves an address leads. */
export default async function ConfirmEmailPage() {
  const t = await translator()
  return (
    <Page title={t('confirmEmail.title')} intro={t('confirmEmail.intro')} narrow>
      <noscript>
        <Notice tone="warning" title={t('confirmEmail.noScript')} />
      </noscript>
      <ConfirmEmailForm />
    </Page>
  )
}

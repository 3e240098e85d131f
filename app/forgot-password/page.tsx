import type { Metadata } from 'next'
import { ForgotForm } from '@/components/account/forgot-form'
import { translator } from '@/components/i18n/translator'
import { Notice } from '@/components/ui/notice'
import { Page } from '@/components/ui/page'
import { pageApi } from '@/server/accessor'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator()
  return { title: t('forgot.metaTitle'), robots: { index: false } }
}

/** Asks for a link by mail; where no mail is sent, says whom to ask. */
export default async function ForgotPasswordPage() {
  const api = await pageApi()
  const [{ sendsMail }, t] = await Promise.all([api.account.signInOptions(), translator()])
  return (
    <Page title={t('forgot.title')} intro={sendsMail ? t('forgot.intro') : undefined} narrow>
      <noscript>
        <Notice tone="warning" title={t('forgot.noScript')} />
      </noscript>
      {sendsMail ? (
        <ForgotForm />
      ) : (
        <Notice tone="info" title={t('forgot.noMail')}>
          {t('forgot.noMailBody')}
        </Notice>
      )}
    </Page>
  )
}

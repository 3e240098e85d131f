import type { Metadata } from 'next'
import { ApiCode } from '@/components/docs/api-code'
import { DocSection } from '@/components/docs/doc-section'
import { languageAddresses } from '@/components/i18n/language-addresses'
import { translator } from '@/components/i18n/translator'
import { Page } from '@/components/ui/page'

const MESSAGE = `POST /hooks
content-type: application/json
webhook-id: msg_01a3f2c4-7d0e-7b11-9f57-3a1f0c6d2b10
webhook-timestamp: 1772366400
webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=

{"type": "picture.ready", "timestamp": "2026-03-01T12:00:00.000Z", "data": {…}}`

const VERIFY = `import { Webhook } from 'standardwebhooks'

const { type, data } = new Webhook(process.env.WEBHOOK_SECRET).verify(rawBody, headers)`

const ASK = `{"words": "a red fox asleep in a rowing boat", "webhookUrl": "https://you.example/hooks"}`

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator()
  const [title, description] = [t('webhooksPage.metaTitle'), t('webhooksPage.intro')]
  return { title, description, openGraph: { title, description }, alternates: languageAddresses('/docs/webhooks') }
}

/** What a receiver may rely on: the same as docs/webhooks.md, for whoever uses the service. */
export default async function WebhooksPage() {
  const t = await translator()
  const section = (id: 'ask' | 'message' | 'verify' | 'again') => ({ id, title: t(`webhooksPage.${id}.title`) })
  return (
    <Page title={t('webhooksPage.title')} intro={t('webhooksPage.intro')}>
      <div className="grid max-w-3xl gap-12">
        <DocSection {...section('ask')}>
          <p>{t('webhooksPage.ask.body')}</p>
          <ApiCode label="POST /api/v1/pictures" source={ASK} />
        </DocSection>
        <DocSection {...section('message')}>
          <p>{t('webhooksPage.message.body')}</p>
          <ApiCode label="HTTP" source={MESSAGE} />
        </DocSection>
        <DocSection {...section('verify')}>
          <p>{t('webhooksPage.verify.body')}</p>
          <ApiCode label="JavaScript" source={VERIFY} />
          <p>{t('webhooksPage.verify.byHand')}</p>
        </DocSection>
        <DocSection {...section('again')}>
          <ul className="grid list-disc gap-2 pl-5">
            {(['answer', 'retries', 'gone', 'twice'] as const).map((rule) => (
              <li key={rule}>{t(`webhooksPage.again.${rule}`)}</li>
            ))}
          </ul>
        </DocSection>
      </div>
    </Page>
  )
}

import type { Metadata } from 'next'
import Link from 'next/link'
import { ApiSamples } from '@/components/docs/api-samples'
import { languageAddresses } from '@/components/i18n/language-addresses'
import { translator } from '@/components/i18n/translator'
import { Page } from '@/components/ui/page'
import { Panel } from '@/components/ui/panel'
import { apiReference, pageApi } from '@/server/accessor'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator()
  const [title, description] = [t('docsPage.metaTitle'), t('docsPage.metaDescription')]
  return { title, description, openGraph: { title, description }, alternates: languageAddresses('/docs') }
}

const STEPS = ['asked', 'similar', 'waits'] as const

const PAGES = [
  { name: 'limits', href: '/docs/limits' },
  { name: 'headers', href: '/docs/limits#headers' },
  { name: 'patient', href: '/docs/limits#patient' },
  { name: 'api', href: '/docs/api' },
  { name: 'webhooks', href: '/docs/webhooks' },
  { name: 'numbers', href: '/docs/numbers' },
  { name: 'credits', href: '/docs/credits' },
] as const

/** Where everything is told; and the two things most people came for, at once. */
export default async function DocsPage() {
  const api = await pageApi()
  const [{ daily }, { operations }, t] = await Promise.all([api.limits.status(), apiReference(), translator()])
  const first = operations.find(({ id }) => id === 'askForPicture') ?? operations[0]
  return (
    <Page title={t('docsPage.title')} intro={t('docsPage.intro')}>
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-2">
        <div className="grid min-w-0 content-start gap-12">
          <Panel title={t('docsPage.howTitle')}>
            <ol className="grid max-w-prose list-decimal gap-2 pl-6 marker:font-semibold marker:text-lamp-ink">
              {STEPS.map((step) => (
                <li key={step} className="pl-1">
                  {t(`docsPage.how.${step}`)}
                </li>
              ))}
              <li className="pl-1">{t('docsPage.how.drawn', { limit: daily.limit })}</li>
            </ol>
          </Panel>
          <Panel title={t('docsPage.startTitle')} className="min-w-0">
            <p className="max-w-prose">{t('docsPage.start')}</p>
            {first && <ApiSamples name="start" samples={first.samples} />}
          </Panel>
        </div>
        <Panel title={<span id="read">{t('docsPage.readTitle')}</span>} className="content-start">
          <ul aria-labelledby="read">
            {PAGES.map(({ name, href }) => (
              <li key={name} className="border-t border-rule first:border-t-0">
                <Link href={href} prefetch={false} className="group grid gap-1 py-4">
                  <span className="sign text-lg underline decoration-lamp decoration-2 underline-offset-4 group-hover:decoration-4">
                    {t(`docsPage.${name}.title`)}
                  </span>
                  <span className="max-w-prose text-muted">{t(`docsPage.${name}.body`)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </Page>
  )
}

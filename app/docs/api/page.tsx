import type { Metadata } from 'next'
import Link from 'next/link'
import { ApiFields } from '@/components/docs/api-fields'
import { ApiOperation } from '@/components/docs/api-operation'
import { ApiSamples } from '@/components/docs/api-samples'
import { ApiShape } from '@/components/docs/api-shape'
import { languageAddresses } from '@/components/i18n/language-addresses'
import { readLocale } from '@/components/i18n/read-locale'
import { translator } from '@/components/i18n/translator'
import { Page } from '@/components/ui/page'
import { Panel } from '@/components/ui/panel'
import { apiReference } from '@/server/accessor'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator()
  const [title, description] = [t('apiPage.metaTitle'), t('apiPage.metaDescription')]
  return { title, description, openGraph: { title, description }, alternates: languageAddresses('/docs/api') }
}

const LINK = 'inline-block py-1 underline underline-offset-4'

/** The API as its own document describes it. */
export default async function ApiPage() {
  const [{ baseUrl, operations, refusals, shapes, headers, reasons }, t, locale] = await Promise.all([
    apiReference(),
    translator(),
    readLocale(),
  ])
  const first = operations.find(({ id }) => id === 'createImage')
  return (
    <Page title={t('apiPage.title')} intro={t('apiPage.intro')}>
      <div className="grid gap-1">
        <p className="[overflow-wrap:anywhere]">{t('apiPage.base', { url: baseUrl })}</p>
        <ul className="flex flex-wrap gap-x-6">
          <li>
            <a href="/api/v1/openapi.json" className={LINK}>
              {t('apiPage.document')}
            </a>
          </li>
          <li>
            <Link href="/docs/limits" prefetch={false} className={LINK}>
              {t('apiPage.limits')}
            </Link>
          </li>
        </ul>
        {locale !== 'en' && <p className="text-muted">{t('apiPage.english')}</p>}
      </div>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
        <Panel title={t('apiPage.startTitle')} className="content-start">
          <p className="max-w-prose">{t('apiPage.startOpenAi')}</p>
          <p className="max-w-prose">{t('apiPage.startToken')}</p>
          <p className="max-w-prose">{t('apiPage.startFree')}</p>
          {first && <ApiSamples name="start" samples={first.samples.toReversed().slice(1)} />}
        </Panel>
        <Panel title={t('apiPage.endpointsTitle')} className="content-start">
          <ul className="grid">
            {operations.map(({ id, method, path, summary }) => (
              <li key={id} className="border-t border-rule first:border-t-0">
                <a href={`#${id}`} className="grid py-2 underline-offset-4 hover:underline">
                  <span lang="en" className="font-medium">
                    {summary}
                  </span>
                  <span className="font-mono text-sm text-muted [overflow-wrap:anywhere]">
                    {method} {path}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
      <section aria-label={t('apiPage.endpointsTitle')} className="grid gap-12">
        {operations.map((operation) => (
          <ApiOperation key={operation.id} operation={operation} />
        ))}
      </section>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
        <Panel title={<span id="headers">{t('apiPage.headersTitle')}</span>} className="content-start">
          <ApiFields
            labelledBy="headers"
            lang="en"
            fields={headers.map(({ example, ...header }) => ({ type: example, required: false, ...header }))}
          />
        </Panel>
        <Panel
          title={<span id="reasons">{t('apiPage.reasonsTitle')}</span>}
          intro={t('apiPage.reasonsIntro')}
          className="content-start"
        >
          <ApiFields
            labelledBy="reasons"
            lang="en"
            fields={refusals.map(({ status, ...answer }) => ({ name: status, required: false, ...answer }))}
          />
          <ApiFields
            labelledBy="reasons"
            lang="en"
            fields={reasons.map(({ reason, meaning }) => ({
              name: reason,
              type: '',
              required: false,
              description: meaning,
            }))}
          />
        </Panel>
      </div>
      <Panel title={t('apiPage.shapesTitle')}>
        <div className="gap-x-12 lg:columns-2">
          {shapes.map((shape) => (
            <ApiShape key={shape.name} shape={shape} />
          ))}
        </div>
      </Panel>
    </Page>
  )
}

import type { Metadata } from 'next'
import { PackageList } from '@/components/docs/package-list'
import { WorksTable } from '@/components/docs/works-table'
import { languageAddresses } from '@/components/i18n/language-addresses'
import { translator } from '@/components/i18n/translator'
import { Button } from '@/components/ui/button'
import { Page } from '@/components/ui/page'
import { Panel } from '@/components/ui/panel'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator()
  const [title, description] = [t('creditsPage.metaTitle'), t('creditsPage.metaDescription')]
  return { title, description, openGraph: { title, description }, alternates: languageAddresses('/docs/credits') }
}

/** Whose work Drawbridge stands on, and under which licences. */
export default async function CreditsPage() {
  const t = await translator()
  return (
    <Page title={t('creditsPage.title')} intro={t('creditsPage.intro')}>
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <div className="grid content-start gap-12">
          <Panel title={<span id="works">{t('creditsPage.worksTitle')}</span>}>
            <WorksTable labelledBy="works" />
          </Panel>
          <Panel title={t('creditsPage.noticesTitle')}>
            <p className="max-w-prose">{t('creditsPage.notices')}</p>
            <Button asChild className="justify-self-start">
              <a href="/notices.txt">{t('creditsPage.noticesLink')}</a>
            </Button>
          </Panel>
        </div>
        <Panel
          title={<span id="packages">{t('creditsPage.packagesTitle')}</span>}
          intro={t('creditsPage.packages')}
          aria-labelledby="packages"
          className="content-start"
        >
          <PackageList />
        </Panel>
      </div>
    </Page>
  )
}

import type { Metadata } from 'next'
import Link from 'next/link'
import { CostTable } from '@/components/docs/cost-table'
import { Refunds } from '@/components/docs/refunds'
import { ResetClock } from '@/components/docs/reset-clock'
import { TierTable } from '@/components/docs/tier-table'
import { WhoCounts } from '@/components/docs/who-counts'
import { languageAddresses } from '@/components/i18n/language-addresses'
import { translator } from '@/components/i18n/translator'
import { Button } from '@/components/ui/button'
import { Page } from '@/components/ui/page'
import { Panel } from '@/components/ui/panel'
import { pageApi } from '@/server/accessor'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator()
  const [title, description] = [t('limitsPage.metaTitle'), t('limitsPage.metaDescription')]
  return { title, description, openGraph: { title, description }, alternates: languageAddresses('/docs/limits') }
}

/** All that is limited, from the one table that is enforced. */
export default async function LimitsPage() {
  const api = await pageApi()
  const [{ tiers, costs, bounds }, t] = await Promise.all([api.limits.tiers(), translator()])
  return (
    <Page title={t('limitsPage.title')} intro={t('limitsPage.intro')}>
      <ResetClock />
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <Panel title={<span id="tiers">{t('limitsPage.tiersTitle')}</span>} className="content-start">
          <TierTable tiers={tiers} labelledBy="tiers" />
          <p className="max-w-prose text-muted">{t('limitsPage.getPremium')}</p>
        </Panel>
        <Panel title={<span id="costs">{t('limitsPage.costsTitle')}</span>} className="content-start">
          <CostTable costs={costs} labelledBy="costs" />
        </Panel>
        <Panel title={t('limitsPage.whoTitle')} className="content-start">
          <WhoCounts bounds={bounds} />
        </Panel>
        <div className="grid content-start gap-12">
          <Panel title={t('limitsPage.refundsTitle')}>
            <Refunds />
          </Panel>
          <Panel title={t('limitsPage.waitTitle')}>
            <p className="max-w-prose">{t('limitsPage.wait')}</p>
            <p className="max-w-prose">{t('limitsPage.waitLong')}</p>
          </Panel>
          <Panel title={t('limitsPage.fullTitle')}>
            <p className="max-w-prose">{t('limitsPage.full')}</p>
          </Panel>
          <Panel title={t('limitsPage.numbersTitle')}>
            <p className="max-w-prose">{t('limitsPage.numbers')}</p>
            <Button asChild className="justify-self-start">
              <Link href="/docs/numbers" prefetch={false}>
                {t('limitsPage.numbersLink')}
              </Link>
            </Button>
          </Panel>
        </div>
      </div>
    </Page>
  )
}

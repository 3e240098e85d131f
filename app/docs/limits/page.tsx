import type { Metadata } from 'next'
import Link from 'next/link'
import { AnswerExample } from '@/components/docs/answer-example'
import { ApiWords } from '@/components/docs/api-words'
import { Contents } from '@/components/docs/contents'
import { CostTable } from '@/components/docs/cost-table'
import { DocSection } from '@/components/docs/doc-section'
import { InShort } from '@/components/docs/in-short'
import { PatientClient } from '@/components/docs/patient-client'
import { PolicyTable } from '@/components/docs/policy-table'
import { ReasonList } from '@/components/docs/reason-list'
import { Refunds } from '@/components/docs/refunds'
import { ResetClock } from '@/components/docs/reset-clock'
import { ResetPlaces } from '@/components/docs/reset-places'
import { TierTable } from '@/components/docs/tier-table'
import { HeaderFields, RefusalFields } from '@/components/docs/told-fields'
import { Turns } from '@/components/docs/turns'
import { WhoCounts } from '@/components/docs/who-counts'
import { languageAddresses } from '@/components/i18n/language-addresses'
import { translator } from '@/components/i18n/translator'
import { Button } from '@/components/ui/button'
import { Page } from '@/components/ui/page'
import { apiReference, pageApi } from '@/server/accessor'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator()
  const [title, description] = [t('limitsPage.metaTitle'), t('limitsPage.metaDescription')]
  return { title, description, openGraph: { title, description }, alternates: languageAddresses('/docs/limits') }
}

/** All that is limited, and how it is told: from the tables that are enforced and the answers that are sent. */
export default async function LimitsPage() {
  const api = await pageApi()
  const [{ tiers, costs, bounds }, guide, { daily }, { patient }, t] = await Promise.all([
    api.limits.tiers(),
    api.limits.guide(),
    api.limits.status(),
    apiReference(),
    translator(),
  ])
  const sections = {
    short: t('limitsGuide.short.title'),
    why: t('limitsGuide.why.title'),
    tiers: t('limitsPage.tiersTitle'),
    costs: t('limitsPage.costsTitle'),
    reset: t('limitsGuide.resetTitle'),
    refunds: t('limitsPage.refundsTitle'),
    who: t('limitsPage.whoTitle'),
    turns: t('limitsGuide.turns.title'),
    waiting: t('limitsPage.waitTitle'),
    headers: t('limitsGuide.headersTitle'),
    refusals: t('limitsGuide.refusalTitle'),
    reasons: t('limitsGuide.reasonsTitle'),
    patient: t('limitsGuide.patient.title'),
    numbers: t('limitsPage.numbersTitle'),
  }
  const section = (id: keyof typeof sections) => ({ id, title: sections[id] })
  return (
    <Page title={t('limitsPage.title')} intro={t('limitsPage.intro')}>
      <ResetClock />
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <Contents sections={Object.entries(sections).map(([id, title]) => ({ id, title }))} />
        <div className="grid min-w-0 max-w-4xl gap-14">
          <DocSection {...section('short')}>
            <InShort tiers={tiers} />
          </DocSection>
          <DocSection {...section('why')}>
            <p>{t('limitsGuide.why.upstream')}</p>
            <p>{t('limitsGuide.why.fair')}</p>
            <p>{t('limitsGuide.why.shared')}</p>
          </DocSection>
          <DocSection {...section('tiers')}>
            <TierTable tiers={tiers} labelledBy="tiers-title" />
            <p className="text-muted">{t('limitsPage.getPremium')}</p>
          </DocSection>
          <DocSection {...section('costs')}>
            <CostTable costs={costs} labelledBy="costs-title" />
          </DocSection>
          <DocSection {...section('reset')}>
            <p>{t('limitsGuide.reset.day')}</p>
            <p>{t('limitsGuide.reset.minute', { seconds: guide.minuteSeconds })}</p>
            <p>{t('limitsGuide.reset.clock')}</p>
            <h3 id="places" className="text-lg font-semibold">
              {t('limitsGuide.reset.places')}
            </h3>
            <ResetPlaces inSeconds={daily.resetsInSeconds} labelledBy="places" />
          </DocSection>
          <DocSection {...section('refunds')}>
            <Refunds />
          </DocSection>
          <DocSection {...section('who')}>
            <WhoCounts bounds={bounds} />
          </DocSection>
          <DocSection {...section('turns')}>
            <Turns tiers={tiers} />
          </DocSection>
          <DocSection {...section('waiting')}>
            <p>{t('limitsPage.wait')}</p>
            <p>{t('limitsPage.waitLong')}</p>
            <h3 className="text-lg font-semibold">{t('limitsPage.fullTitle')}</h3>
            <p>{t('limitsPage.full')}</p>
          </DocSection>
          <DocSection {...section('headers')}>
            <p>
              <ApiWords text={t('limitsGuide.headersIntro')} />
            </p>
            <HeaderFields headers={guide.headers} labelledBy="headers-title" />
            <p>
              <ApiWords text={t('limitsGuide.headersSyntax')} />
            </p>
            <h3 className="text-lg font-semibold">{t('limitsGuide.servedTitle')}</h3>
            <AnswerExample label={t('limitsGuide.servedTitle')} answer={guide.served} />
            <h3 id="policies" className="scroll-mt-4 text-lg font-semibold">
              {t('limitsGuide.policiesTitle')}
            </h3>
            <PolicyTable policies={guide.policies} labelledBy="policies" />
          </DocSection>
          <DocSection {...section('refusals')}>
            <p>
              <ApiWords text={t('limitsGuide.refusalIntro')} />
            </p>
            <h3 className="text-lg font-semibold">{t('limitsGuide.refusedTitle')}</h3>
            <AnswerExample label={t('limitsGuide.refusedTitle')} answer={guide.refused} />
            <h3 id="fields" className="scroll-mt-4 text-lg font-semibold">
              {t('limitsGuide.fieldsTitle')}
            </h3>
            <RefusalFields fields={guide.fields} labelledBy="fields" />
          </DocSection>
          <DocSection {...section('reasons')}>
            <p>
              <ApiWords text={t('limitsGuide.reasonsIntro')} />
            </p>
            <ReasonList reasons={guide.reasons} />
          </DocSection>
          <DocSection {...section('patient')}>
            <PatientClient samples={patient} />
          </DocSection>
          <DocSection {...section('numbers')}>
            <p>{t('limitsPage.numbers')}</p>
            <Button asChild className="justify-self-start">
              <Link href="/docs/numbers" prefetch={false}>
                {t('limitsPage.numbersLink')}
              </Link>
            </Button>
          </DocSection>
        </div>
      </div>
    </Page>
  )
}

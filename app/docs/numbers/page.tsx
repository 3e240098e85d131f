import type { Metadata } from 'next'
import Link from 'next/link'
import { NumbersAtOnce } from '@/components/docs/numbers-at-once'
import { OutcomeBars } from '@/components/docs/outcome-bars'
import { OutcomeTable } from '@/components/docs/outcome-table'
import { formatter } from '@/components/i18n/formatter'
import { languageAddresses } from '@/components/i18n/language-addresses'
import { translator } from '@/components/i18n/translator'
import { Button } from '@/components/ui/button'
import { Page } from '@/components/ui/page'
import { Panel } from '@/components/ui/panel'
import { pageApi } from '@/server/accessor'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator()
  const [title, description] = [t('numbersPage.metaTitle'), t('numbersPage.metaDescription')]
  return { title, description, openGraph: { title, description }, alternates: languageAddresses('/docs/numbers') }
}

/** How often a picture was there already, and what that saved: for everybody to see. */
export default async function NumbersPage() {
  const api = await pageApi()
  const [numbers, t] = await Promise.all([api.limits.numbers(), translator()])
  const { since, outcomes } = numbers
  const date = (await formatter()).dateTime(since, { dateStyle: 'long' })
  const asked = Object.values(outcomes.ever).some((count) => count > 0)
  if (!asked) {
    return (
      <Page title={t('numbersPage.title')} intro={t('numbersPage.introPlain')}>
        <div className="grid justify-items-start gap-4 border-t-2 border-ink pt-6">
          <p className="sign text-2xl">{t('numbersPage.empty')}</p>
          <p className="max-w-prose text-muted">{t('numbersPage.emptyBody')}</p>
          <Button asChild variant="primary">
            <Link href="/">{t('numbersPage.emptyAction')}</Link>
          </Button>
        </div>
      </Page>
    )
  }
  return (
    <Page title={t('numbersPage.title')} intro={t('numbersPage.intro', { date })}>
      <NumbersAtOnce numbers={numbers} />
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
        <Panel title={<span id="shares">{t('numbersPage.sharesTitle')}</span>} className="content-start">
          <OutcomeBars counts={outcomes.ever} labelledBy="shares" />
        </Panel>
        <Panel title={<span id="counts">{t('numbersPage.countsTitle')}</span>} className="content-start">
          <OutcomeTable outcomes={outcomes} labelledBy="counts" />
          <p className="max-w-prose text-sm text-muted">{t('numbersPage.daysAreUtc')}</p>
        </Panel>
      </div>
    </Page>
  )
}

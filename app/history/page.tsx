import type { Metadata } from 'next'
import { History } from '@/components/history/history'
import { PAGE_SIZE } from '@/components/history/page-size'
import { translator } from '@/components/i18n/translator'
import { toWire } from '@/components/picture/picture'
import { Page } from '@/components/ui/page'
import { pageApi } from '@/server/accessor'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator()
  return { title: `${t('history.title')} · ${t('meta.name')}`, robots: { index: false } }
}

export default async function HistoryPage() {
  const t = await translator()
  const api = await pageApi()
  const first = await api.pictures.list({ limit: PAGE_SIZE })
  return (
    <Page title={t('history.title')} intro={t('history.intro')}>
      <History first={{ ...first, items: first.items.map(toWire) }} />
    </Page>
  )
}

import type { Metadata } from 'next'
import { translator } from '@/components/i18n/translator'
import { NoticeSettingsPanel } from '@/components/notifications/settings-panel'
import { Page } from '@/components/ui/page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator()
  return { title: t('notifications.metaTitle'), robots: { index: false } }
}

/** How to be told of pictures, for everybody; an account's settings are the same here as on its own page. */
export default async function NotificationsPage() {
  const t = await translator()
  return (
    <Page title={t('notifications.title')} narrow>
      <NoticeSettingsPanel />
    </Page>
  )
}

import Link from 'next/link'
import { translator } from '@/components/i18n/translator'
import { Button } from '@/components/ui/button'
import { Page } from '@/components/ui/page'

export default async function NotFound() {
  const t = await translator()
  return (
    <Page title={t('errors.notFoundTitle')} intro={t('errors.notFoundBody')}>
      <Button asChild variant="primary" className="justify-self-start">
        <Link href="/">{t('errors.home')}</Link>
      </Button>
    </Page>
  )
}

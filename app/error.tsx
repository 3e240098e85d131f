'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Page } from '@/components/ui/page'

/** A page that could not be shown; header and footer stay. */
export default function PageError({ reset }: { reset: () => void }) {
  const t = useTranslations('errors')
  return (
    <Page title={t('errorTitle')} intro={t('errorBody')}>
      <Button variant="primary" className="justify-self-start" onClick={reset}>
        {t('retry')}
      </Button>
    </Page>
  )
}

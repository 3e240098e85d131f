'use client'

import { createTranslator } from 'use-intl/core'
import { pickLocale } from '@/components/i18n/pick-locale'
import { Button } from '@/components/ui/button'
import { Page } from '@/components/ui/page'
import { errors as en } from '@/messages/en.json'
import { errors as fr } from '@/messages/fr.json'
import './globals.css'

const CATALOGUES = { en, fr }

/** The last resort, when not even the layout could be shown: it brings its own page and its own words. */
export default function GlobalError({ reset }: { reset: () => void }) {
  const locale = pickLocale({ asked: typeof document === 'undefined' ? undefined : document.documentElement.lang })
  const t = createTranslator({ locale, messages: CATALOGUES[locale] })
  return (
    <html lang={locale}>
      <body>
        <main>
          <Page title={t('errorTitle')} intro={t('errorBody')}>
            <Button variant="primary" className="justify-self-start" onClick={reset}>
              {t('retry')}
            </Button>
          </Page>
        </main>
      </body>
    </html>
  )
}

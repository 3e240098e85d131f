'use client'

import { createTranslator } from 'use-intl/core'
import { Button } from '@/components/ui/button'
import { Page } from '@/components/ui/page'
import messages from '@/messages/en.json'
import './globals.css'

const t = createTranslator({ locale: 'en', messages, namespace: 'errors' })

/** The last resort, when not even the layout could be shown: it brings its own page and its own words. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
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

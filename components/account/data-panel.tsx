import { Download } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/button'
import { Panel } from '../ui/panel'

/** Everything kept about the account, as a file. */
export function DataPanel() {
  const t = useTranslations('account.data')
  return (
    <Panel title={t('title')} intro={t('intro')} className="content-start">
      <div>
        <Button asChild>
          <a href="/account/export.zip" download>
            <Download aria-hidden className="size-[1.1em]" />
            {t('download')}
          </a>
        </Button>
      </div>
      <p className="text-sm text-muted">{t('hint')}</p>
    </Panel>
  )
}

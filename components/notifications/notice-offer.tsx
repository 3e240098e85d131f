'use client'

import { Bell } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { isSettled, type Picture } from '../picture/picture'
import { Button } from '../ui/button'
import { useNoticeSettings } from './settings'
import { useBrowserNotices } from './use-browser-notices'

/** Only whoever has waited so long is asked, and never before. */
const LONG_WAIT_MS = 10_000
const DECLINED = 'notifications-declined'

/** After a first longer wait: an offer to tell when the picture is ready. The browser itself asks only after a press. */
export function NoticeOffer({ picture }: { picture: Picture }) {
  const t = useTranslations('notifications')
  const { settings } = useNoticeSettings()
  const { permission, allow } = useBrowserNotices()
  const [waited, setWaited] = useState<string>()
  const [answer, setAnswer] = useState<'offerDone' | 'offerDoneOpen' | 'offerRefused' | 'no'>()
  const { id, mine } = picture
  const waits = mine && !isSettled(picture)

  useEffect(() => {
    if (!waits) return
    const timer = setTimeout(() => setWaited(id), LONG_WAIT_MS)
    return () => clearTimeout(timer)
  }, [waits, id])

  if (!waits || waited !== id || answer === 'no') return null
  if (answer) {
    return (
      <p role="status" className="text-sm text-muted">
        {t(answer)}
      </p>
    )
  }
  if (permission !== 'default' || !settings.browser || hasDeclined()) return null

  async function accept() {
    const { permission: given, pushes } = await allow()
    setAnswer(given === 'granted' ? (pushes ? 'offerDone' : 'offerDoneOpen') : 'offerRefused')
  }

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-rule pt-3 text-sm">
      <Bell aria-hidden className="size-4 shrink-0 text-muted" />
      <p className="min-w-48 flex-1">{t('offer')}</p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => void accept()}>
          {t('offerYes')}
        </Button>
        <Button
          size="small"
          onClick={() => {
            decline()
            setAnswer('no')
          }}
        >
          {t('offerNo')}
        </Button>
      </div>
    </div>
  )
}

function hasDeclined(): boolean {
  try {
    return localStorage.getItem(DECLINED) !== null
  } catch {
    return false
  }
}

/** It is not offered again in this browser; the settings stay where they are. */
function decline() {
  try {
    localStorage.setItem(DECLINED, 'yes')
  } catch {}
}

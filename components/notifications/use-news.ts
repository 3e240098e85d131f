'use client'

import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { isSettled, type Picture } from '../picture/picture'
import { notifyFromPage } from './browser-push'
import type { TabState } from './favicon'
import { playSound } from './play-sound'
import { useNoticeSettings } from './settings'
import { useBrowserNotices } from './use-browser-notices'
import { useFavicon } from './use-favicon'

/**
 * Tells that a picture which was waited for here has ended: in the tab's icon, by a sound, and outside a page that is out of
 * sight. `inTab`: its title may tell, too.
 */
export function useNews(picture: Picture): { inTab: boolean } {
  const t = useTranslations('notifications')
  const { settings } = useNoticeSettings()
  const { connect } = useBrowserNotices()
  const { id, words, status } = picture
  const settled = isSettled(picture)
  const [waitedFor, setWaitedFor] = useState<string>()
  if (!settled && waitedFor !== id) setWaitedFor(id)
  const pushes = useRef<Promise<boolean>>(undefined)
  const told = useRef<string>(undefined)
  useFavicon(settings.tab && waitedFor === id ? TAB_STATES[status] : undefined)

  // Whoever signed in or out meanwhile: this browser hears of what it asks for now.
  const waits = !settled && picture.mine && settings.browser
  useEffect(() => {
    if (waits) pushes.current = connect()
  }, [waits, connect])

  const end =
    waitedFor === id && told.current !== id && (status === 'ready' || status === 'failed') ? status : undefined
  useEffect(() => {
    if (!end || told.current === id) return
    told.current = id
    if (settings.sound && end === 'ready') void playSound()
    if (!settings.browser) return
    void Promise.resolve(pushes.current).then((pushed) => {
      if (!pushed) return notifyFromPage({ title: t(`push.${end}`), body: words, tag: id, url: `/p/${id}` })
    })
  }, [end, id, words, settings, t])

  return { inTab: settings.tab }
}

const TAB_STATES: Record<Picture['status'], TabState | undefined> = {
  queued: 'waiting',
  drawing: 'waiting',
  ready: 'ready',
  failed: 'failed',
  cancelled: undefined,
}

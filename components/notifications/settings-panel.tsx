'use client'

import { useTranslations } from 'use-intl'
import { Button } from '../ui/button'
import { Panel } from '../ui/panel'
import { playSound } from './play-sound'
import { useNoticeSettings } from './settings'
import { useBrowserNotices } from './use-browser-notices'

/** What tells of a picture, each to be turned off. `titled`: the page is about other things as well. */
export function NoticeSettingsPanel({ titled = false }: { titled?: boolean }) {
  const t = useTranslations('notifications')
  const { settings, ofAccount, change } = useNoticeSettings()
  const { permission, allow, connect, disconnect } = useBrowserNotices()

  function turnBrowser(on: boolean) {
    change({ ...settings, browser: on })
    void (on ? connect() : disconnect())
  }

  return (
    <Panel title={t(titled ? 'title' : ofAccount ? 'settingsAccount' : 'settings')} intro={t('intro')}>
      <div className="grid gap-5">
        <Choice name="tab" on={settings.tab} onTurn={(tab) => change({ ...settings, tab })} />
        <div className="grid gap-2">
          <Choice name="sound" on={settings.sound} onTurn={(sound) => change({ ...settings, sound })} />
          <div className="pl-8">
            <Button size="small" onClick={() => void playSound()}>
              {t('soundTry')}
            </Button>
          </div>
        </div>
        <div className="grid gap-2">
          <Choice name="browser" on={settings.browser} onTurn={turnBrowser} />
          {settings.browser && (
            <div className="grid justify-items-start gap-2 pl-8 text-sm">
              {permission === 'granted' && <p>{t('browserOn')}</p>}
              {permission === 'denied' && <p>{t('browserDenied')}</p>}
              {permission === 'none' && <p>{t('browserNone')}</p>}
              {permission === 'default' && (
                <Button size="small" onClick={() => void allow()}>
                  {t('browserAsk')}
                </Button>
              )}
            </div>
          )}
        </div>
      </div>
      {ofAccount === false && <p className="text-sm text-muted">{t('savedHere')}</p>}
    </Panel>
  )
}

type ChoiceProps = { name: 'tab' | 'sound' | 'browser'; on: boolean; onTurn: (on: boolean) => void }

function Choice({ name, on, onTurn }: ChoiceProps) {
  const t = useTranslations('notifications')
  return (
    <label className="flex items-start gap-3">
      <input
        type="checkbox"
        checked={on}
        onChange={({ target }) => onTurn(target.checked)}
        aria-describedby={`${name}-hint`}
        className="mt-0.5 size-5 shrink-0 accent-ink"
      />
      <span className="grid gap-0.5">
        <span className="font-medium">{t(name)}</span>
        <span id={`${name}-hint`} className="text-sm text-muted">
          {t(`${name}Hint`)}
        </span>
      </span>
    </label>
  )
}

'use client'

import { Download, Link2, RefreshCw } from 'lucide-react'
import { toast } from 'sonner'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/button'
import { downloadPath } from './download-path'
import type { Picture } from './picture'

/** Four of them stand in one line on the narrowest phone, so that the line keeps its height. */
const SNUG = 'min-h-11 max-sm:px-2.5'

type Props = {
  picture: Picture
  onAgain?: () => void
  /** A press is on its way. Shown without a turning mark: the line has no room for one on a phone. */
  busy?: boolean
}

/** What can be done with a finished picture: keep it, pass it on, ask for another of it. */
export function FinishedActions({ picture, onAgain, busy }: Props) {
  const t = useTranslations('picture')
  const own = picture.drawnFor === undefined
  const name = picture.sketched ? t('sketchAlt', { words: picture.words }) : (picture.drawnFor ?? picture.words)

  async function copyLink() {
    const url = new URL(`/p/${picture.id}`, window.location.origin).href
    try {
      await navigator.clipboard.writeText(url)
      toast.success(t('copied'), { description: picture.visibility === 'private' ? t('private') : undefined })
    } catch {
      toast.error(t('copyFailed', { url }), { duration: 20_000 })
    }
  }

  return (
    <>
      {picture.image && (
        <>
          <Button asChild size="small" className={SNUG}>
            <a href={downloadPath(picture.image.webp, name)} download aria-label={t('downloadWebp')}>
              <Download aria-hidden className="size-4 max-sm:hidden" />
              {t('webp')}
            </a>
          </Button>
          <Button asChild size="small" className={SNUG}>
            <a href={downloadPath(picture.image.png, name)} download aria-label={t('downloadPng')}>
              <Download aria-hidden className="size-4 max-sm:hidden" />
              {t('png')}
            </a>
          </Button>
        </>
      )}
      <Button size="small" className={SNUG} onClick={() => void copyLink()}>
        <Link2 aria-hidden className="size-4 max-sm:hidden" />
        {t('copy')}
      </Button>
      {onAgain && (
        <Button
          size="small"
          className={SNUG}
          aria-disabled={busy || undefined}
          onClick={onAgain}
          title={picture.sketched ? undefined : t(own ? 'againHint' : 'mineHint')}
        >
          <RefreshCw aria-hidden className="size-4 max-sm:hidden" />
          {t(picture.sketched ? 'tryAgain' : own ? 'again' : 'mine')}
          <span className="text-muted">{t('againCost')}</span>
        </Button>
      )}
    </>
  )
}

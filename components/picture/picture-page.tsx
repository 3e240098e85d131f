'use client'

import { PenLine } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { usePicture } from '../hooks/use-picture'
import { Button } from '../ui/button'
import { Caption } from './caption'
import { FinishedActions } from './finished-actions'
import { Frame } from './frame'
import type { Picture } from './picture'
import { useStyleName } from './use-style-name'

/** A picture on a page of its own, for whoever has its link. Its maker gets no more here than anybody else. */
export function PicturePage({ initial }: { initial: Picture }) {
  const t = useTranslations('page')
  const styles = useStyleName()
  const { picture = initial, told, reconnecting } = usePicture(initial.id, initial)
  return (
    <article className="mx-auto grid w-full max-w-7xl grow gap-x-16 gap-y-8 px-4 pt-6 sm:px-8 lg:grid-cols-[minmax(20rem,4fr)_8fr] lg:pt-10">
      <div className="grid content-between gap-8 lg:pb-8">
        <header className="grid gap-3">
          <p className="text-sm font-semibold text-muted">
            {t(picture.sketched ? 'bySketch' : picture.drawnFor === undefined ? 'by' : 'bySimilar')}
          </p>
          <h1 dir="auto" className="sign line-clamp-6 text-[clamp(1.6rem,1.1rem+2vw,2.75rem)] wrap-anywhere">
            {picture.words}
          </h1>
          {picture.drawnFor !== undefined && (
            <p dir="auto" className="line-clamp-4 wrap-anywhere">
              {t('drawnFor', { words: picture.drawnFor })}
            </p>
          )}
          {picture.status === 'ready' && !picture.sketched && (
            <p className="text-sm text-muted">{styles.told(picture, t(`met.${picture.outcome}`))}</p>
          )}
        </header>
        <div className="grid gap-6">
          {picture.status === 'ready' ? (
            <div className="flex flex-wrap items-center gap-2">
              <FinishedActions picture={picture} />
            </div>
          ) : (
            <Caption picture={picture} told={told} reconnecting={reconnecting} />
          )}
          <Button asChild variant="primary" className="justify-self-start">
            <Link href="/">
              <PenLine aria-hidden className="size-4" />
              {t('own')}
            </Link>
          </Button>
        </div>
      </div>
      <div className="self-end">
        <Frame picture={picture} told={told} />
      </div>
    </article>
  )
}

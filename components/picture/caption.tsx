'use client'

import { useTranslations } from 'use-intl'
import { useTabTitle } from '../hooks/use-tab-title'
import { NoticeOffer } from '../notifications/notice-offer'
import { useNews } from '../notifications/use-news'
import { USUAL } from '../studio/looks/look'
import { Cancel } from './cancel'
import { FailedActions } from './failed-actions'
import { FinishedActions } from './finished-actions'
import { isSettled, type Picture } from './picture'
import { useStyleName } from './use-style-name'
import { useTurn } from './use-turn'

type Props = {
  picture: Picture
  told: number
  reconnecting: boolean
  /** The last press found it there already. */
  gotFree?: boolean
  /** Asks for the words once more, or for a fresh variation. Left out where none can be asked for. */
  onAgain?: (order: { fresh: boolean }) => void
  busy?: boolean
}

/** What there is to say and do about a picture. Three rows of the same height in every state: nothing jumps. */
export function Caption({ picture, told, reconnecting, gotFree = false, onAgain, busy }: Props) {
  const t = useTranslations('picture')
  const turn = useTurn(picture, told, gotFree)
  const { inTab } = useNews(picture)
  useTabTitle(inTab ? turn.tabTitle : undefined)
  return (
    <div className="grid grid-rows-[minmax(4.25rem,auto)_minmax(3rem,auto)_minmax(2.75rem,auto)] gap-y-2">
      <div role="status" aria-label={t('label')}>
        <p className="sr-only">
          {turn.title}. {turn.spoken} {reconnecting && t('reconnecting')}
        </p>
        <div aria-hidden>
          <p className="sign text-3xl sm:text-4xl">{turn.title}</p>
          <p className="figures mt-1 text-muted">{reconnecting ? t('reconnecting') : turn.detail}</p>
        </div>
      </div>
      <Words picture={picture} />
      <div className="flex flex-wrap items-center gap-1.5 sm:gap-2">
        {!isSettled(picture) && picture.mine && <Cancel picture={picture} />}
        {turn.long && (
          <p aria-hidden className="min-w-40 flex-1 text-sm text-muted">
            {turn.long}
          </p>
        )}
        {picture.status === 'failed' && picture.mine && (
          <FailedActions picture={picture} onAgain={onAgain} busy={busy} />
        )}
        {picture.status === 'ready' && (
          <FinishedActions
            picture={picture}
            onAgain={onAgain && (() => onAgain({ fresh: !picture.sketched && picture.drawnFor === undefined }))}
            busy={busy}
          />
        )}
      </div>
      <NoticeOffer picture={picture} />
    </div>
  )
}

/** The asker's words, after a style that is not the usual one; where the picture was drawn for others, those too. */
function Words({ picture: { words, drawnFor, style } }: Pick<Props, 'picture'>) {
  const t = useTranslations('picture')
  const { nameOf } = useStyleName()
  // Apart, so that the words alone decide which way the line runs.
  const styled = style !== USUAL.style && <bdi className="text-muted">{`${nameOf(style)} · `}</bdi>
  if (drawnFor === undefined) {
    return (
      <p dir="auto" className="line-clamp-2 border-l-4 border-lamp pl-3 wrap-anywhere">
        {styled}
        {t('words', { words })}
      </p>
    )
  }
  return (
    <div className="border-l-4 border-good pl-3 wrap-anywhere">
      <p dir="auto" className="line-clamp-1 text-muted">
        {styled}
        {t('words', { words })}
      </p>
      <p dir="auto" className="line-clamp-1 font-medium">
        {t('drawnFor', { words: drawnFor })}
      </p>
    </div>
  )
}

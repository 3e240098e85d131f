'use client'

import { useTranslations } from 'use-intl'
import { Button } from '../ui/button'
import type { Offer } from './offer'
import { useOfferWords } from './use-offer-words'

type Props = {
  offer: Offer
  /** It is still the answer to what is typed; else it can be looked at, not taken. */
  current: boolean
  taking: boolean
  onTake: () => void
  onPass: () => void
  className?: string
}

/** Somebody's picture that comes near the typed words: what it is, how near, what differs, and two ways on. */
export function SimilarOffer({ offer, current, taking, onTake, onPass, className = '' }: Props) {
  const t = useTranslations('similar')
  const say = useOfferWords()
  return (
    <section
      aria-label={t('label')}
      className={`grid animate-[surface_0.3s_var(--ease-settle)_both] grid-cols-[auto_1fr] gap-x-4 gap-y-3 border border-rule border-l-4 border-l-good bg-panel p-3 transition-opacity ${current ? '' : 'opacity-70'} ${className}`}
    >
      {/* biome-ignore lint/performance/noImgElement: the service makes its own sizes and formats */}
      <img
        src={offer.image.webp}
        alt=""
        width={offer.image.width}
        height={offer.image.height}
        className="row-span-2 size-20 object-contain object-top sm:size-28 max-sm:row-span-1"
      />
      <div className="grid content-start gap-0.5">
        <h2 dir="auto" className="line-clamp-2 leading-snug font-medium wrap-anywhere">
          {t.rich('someone', { words: offer.words, em: (words) => <em>{words}</em> })}
        </h2>
        <p className="line-clamp-3 text-sm text-muted">
          <span className="figures font-semibold text-good">{say.degree(offer)}</span>{' '}
          {say.differences(offer).join(' ')}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2 max-sm:col-span-2">
        <Button
          size="small"
          className="min-h-11 sm:min-h-9"
          busy={taking}
          aria-disabled={!current || taking || undefined}
          onClick={onTake}
        >
          {t('use')}
          <span className="text-muted">{t('free')}</span>
        </Button>
        <Button size="small" className="min-h-11 border-transparent sm:min-h-9" onClick={onPass}>
          {t('pass')}
        </Button>
      </div>
    </section>
  )
}

/** Says the offer to ears when it comes, and only then. Always in the page, or nothing would be heard. */
export function SimilarSpoken({ offer }: { offer: Offer | undefined }) {
  const t = useTranslations('similar')
  const say = useOfferWords()
  return (
    <p aria-live="polite" className="sr-only">
      {offer &&
        t('spoken', { words: offer.words, degree: say.degree(offer), differences: say.differences(offer).join(' ') })}
    </p>
  )
}

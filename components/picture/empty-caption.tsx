'use client'

import { useMessages, useTranslations } from 'use-intl'

type Props = {
  /** The address names a picture that is not there (any more). */
  missing: boolean
  /** The ideas keep their place and are neither seen nor reached: an offer stands before them. */
  covered: boolean
  onWords: (words: string) => void
}

/** An empty studio: a few ideas to begin with. They only fill the box; nothing is asked for yet. */
export function EmptyCaption({ missing, covered, onWords }: Props) {
  const t = useTranslations()
  const ideas = Object.values(useMessages().ideas)
  return (
    <div className="grid gap-3">
      <div role="status" aria-label={t('picture.label')}>
        {missing && (
          <p className="font-medium">{`${t('refusal.no-such-picture.title')}. ${t('refusal.no-such-picture.body')}`}</p>
        )}
      </div>
      <div className={`grid gap-3 ${covered ? 'invisible' : ''}`}>
        <h2 className="text-sm font-semibold text-muted">{t('studio.ideas')}</h2>
        <WordsList words={ideas} onWords={onWords} />
      </div>
    </div>
  )
}

/** Words to take with one press, as a list of lines rather than a cloud of pills. */
export function WordsList({ words, onWords }: { words: string[]; onWords: (words: string) => void }) {
  return (
    <ul className="border-t border-rule">
      {words.map((line) => (
        <li
          key={line}
          className="border-b border-rule max-lg:nth-[n+4]:hidden [@media(max-height:840px)]:nth-[n+4]:hidden"
        >
          <button
            type="button"
            onClick={() => onWords(line)}
            className="group flex min-h-11 w-full items-center gap-3 py-2 text-left hover:bg-stone"
          >
            <span
              aria-hidden
              className="h-px w-4 shrink-0 bg-edge transition-[width,background] duration-200 group-hover:w-7 group-hover:bg-lamp"
            />
            <span dir="auto" className="wrap-anywhere">
              {line}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

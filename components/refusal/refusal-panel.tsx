'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useDuration } from '../hooks/use-duration'
import { problemOf } from '../problem'
import { Button } from '../ui/button'
import { Meanwhile } from './meanwhile'
import { useRefusal } from './use-refusal'

type Props = {
  error: unknown
  /** Controls of the press that was refused. */
  draw: {
    press: (order: { words: string }) => void
    retry: () => void
    dismiss: () => void
    refusedAt: number
    sending: boolean
    cooling: boolean
  }
  /** The words in the box: a refusal loses none of them. */
  words: string
  onWords: (words: string) => void
}

/** A no that helps: what happened, when it ends, what to do now. */
export function RefusalPanel({ error, draw, words, onWords }: Props) {
  const t = useTranslations('refusal')
  const duration = useDuration()
  const problem = problemOf(error)
  const { sentence, limit, secondsLeft, retryable } = useRefusal(problem, draw.refusedAt)
  const values = (time: (seconds: number) => string) => ({ limit, time: time(secondsLeft) })
  const again = problem ? () => draw.press({ words }) : draw.retry
  return (
    <section className="grid gap-4 border-t-[6px] border-lamp bg-panel p-5 shadow-[0_14px_40px_-24px_oklch(0.2_0.03_230/0.6)] sm:p-6">
      <div className="flex items-start gap-3">
        <div role="alert" className="grow">
          <h2 className="sign text-2xl">{t(`${sentence}.title`, { limit })}</h2>
          <p className="sr-only">{t(`${sentence}.body`, values(duration.rough))}</p>
        </div>
        <button
          type="button"
          aria-label={t('dismiss')}
          onClick={draw.dismiss}
          className="-mt-2 -mr-2 grid size-11 shrink-0 place-items-center rounded-md hover:bg-stone"
        >
          <X aria-hidden className="size-5" />
        </button>
      </div>
      <p aria-hidden className="figures -mt-3 text-muted">
        {t(`${sentence}.body`, values(duration.exact))}
      </p>
      {retryable && (
        <Button variant="primary" className="justify-self-start" busy={draw.sending || draw.cooling} onClick={again}>
          {t('retry')}
        </Button>
      )}
      {problem && <Meanwhile problem={problem} onWords={onWords} />}
    </section>
  )
}

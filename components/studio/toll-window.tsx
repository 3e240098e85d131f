'use client'

import { type FormEvent, type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { usePreview } from '../hooks/use-preview'
import { Button } from '../ui/button'
import { Sill } from './sill'
import { characterCount, MAX_CHARACTERS, tidyWords } from './tidy-words'

type Props = {
  box: RefObject<HTMLTextAreaElement | null>
  words: string
  onWords: (words: string) => void
  onSend: (order: { words: string }) => void
  sending: boolean
  cooling: boolean
  /** What is known about the words; undefined while it is not. */
  preview: ReturnType<typeof usePreview>
  /** A similar picture is offered below. */
  offered: boolean
}

/** Where words are handed in: a window with a sill, and on the sill what it would cost and the button. */
export function TollWindow({ box, words, onWords, onSend, sending, cooling, preview, offered }: Props) {
  const t = useTranslations('studio')
  const id = useId()
  const [sentEmpty, setSentEmpty] = useState(false)
  const length = characterCount(tidyWords(words))
  const tooLong = length > MAX_CHARACTERS
  const missing = sentEmpty && length === 0
  const free = preview?.cached === true
  const phase = sending ? 'sending' : cooling ? 'cooling' : missing ? 'missing' : 'open'

  function send(event?: FormEvent) {
    event?.preventDefault()
    setSentEmpty(length === 0)
    if (length === 0 || tooLong) return box.current?.focus()
    onSend({ words: tidyWords(words) })
  }

  function sendOnEnter(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (!event.repeat) send()
  }

  return (
    <form onSubmit={send} noValidate>
      <h1 className="sign mb-4 text-[clamp(1.5rem,0.55rem+4.2vw,3.5rem)]">
        <label htmlFor={id}>{t('title')}</label>
      </h1>
      <div className="border-2 border-b-8 border-ink bg-panel focus-within:outline-3 focus-within:outline-ink has-[button:focus-visible]:outline-none dark:border-edge">
        <textarea
          ref={box}
          id={id}
          name="words"
          rows={2}
          dir="auto"
          value={words}
          onChange={(event) => onWords(event.target.value)}
          onKeyDown={sendOnEnter}
          placeholder={t('placeholder')}
          aria-describedby={`${id}-sill`}
          aria-invalid={tooLong || missing || undefined}
          enterKeyHint="send"
          autoComplete="off"
          className="block h-24 w-full resize-none lg:h-28 bg-transparent px-4 pt-3 pb-2 text-xl/8 outline-none placeholder:text-muted"
        />
        <div className="flex items-stretch justify-between gap-3 border-t border-rule">
          <div id={`${id}-sill`} className="flex min-h-21 items-center gap-3 py-2 pl-4 sm:min-h-16 text-sm text-muted">
            <Sill phase={phase} length={length} preview={preview} offered={offered} />
          </div>
          <Button
            type="submit"
            variant="primary"
            size="large"
            busy={sending}
            aria-disabled={sending || cooling || undefined}
            aria-describedby={`${id}-sill`}
            className="sign -mr-0.5 min-w-36 shrink-0 px-4! rounded-none focus-visible:-outline-offset-6 focus-visible:outline-on-lamp"
          >
            {free ? t('drawFree') : t('draw')}
          </Button>
        </div>
      </div>
    </form>
  )
}

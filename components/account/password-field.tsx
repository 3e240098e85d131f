'use client'

import { type ComponentProps, useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Field } from '../ui/field'

type Props = Omit<ComponentProps<typeof Field>, 'type' | 'id'> & { autoComplete: 'current-password' | 'new-password' }

/** A password, hidden until asked for, and hidden again when it is sent: browsers remember what was sent as text. */
export function PasswordField(props: Props) {
  const t = useTranslations('passwordField')
  const id = useId()
  const [shown, setShown] = useState(false)
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const form = box.current?.closest('form')
    const hide = () => setShown(false)
    form?.addEventListener('submit', hide)
    return () => form?.removeEventListener('submit', hide)
  }, [])

  return (
    <div ref={box} className="relative">
      <Field
        {...props}
        id={id}
        type={shown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
      />
      <button
        type="button"
        aria-controls={id}
        onClick={() => setShown(!shown)}
        className="absolute -top-1.5 -right-1 min-h-7 px-1 text-sm font-medium text-muted underline decoration-1 underline-offset-4 hover:text-ink"
      >
        <span aria-hidden>{shown ? t('hide') : t('show')}</span>
        <span className="sr-only">{shown ? t('hideLabel') : t('showLabel')}</span>
      </button>
    </div>
  )
}

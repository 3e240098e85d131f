'use client'

import { Copy } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { toast } from 'sonner'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button'

type Props = { name: string; token: string; onKept: () => void }

/** A token just made, this once: the focus comes here, so that nobody leaves without having met it. */
export function FreshToken({ name, token, onKept }: Props) {
  const t = useTranslations('account.tokens')
  const box = useRef<HTMLElement>(null)
  const code = useRef<HTMLElement>(null)

  useEffect(() => {
    box.current?.focus()
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])

  async function copy() {
    try {
      await navigator.clipboard.writeText(token)
      toast.success(t('copied'))
    } catch {
      if (code.current) window.getSelection()?.selectAllChildren(code.current)
      toast.error(t('copyFailed'), { duration: 20_000 })
    }
  }

  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby="fresh-token"
      aria-describedby="fresh-token-once"
      className="grid gap-4 border-t-[6px] border-lamp bg-panel p-5 sm:p-6"
    >
      <div className="grid gap-1">
        <h3 id="fresh-token" className="sign text-xl wrap-anywhere">
          {t('freshTitle', { name })}
        </h3>
        <p id="fresh-token-once" className="text-muted">
          {t('freshBody')}
        </p>
      </div>
      <p className="grid gap-1.5">
        <span className="text-sm font-semibold">{t('freshLabel')}</span>
        <code
          ref={code}
          className="border border-edge bg-stone px-3 py-2.5 font-mono text-[0.95rem] wrap-anywhere select-all"
        >
          {token}
        </code>
      </p>
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" onClick={() => void copy()}>
          <Copy aria-hidden className="size-4" />
          {t('copy')}
        </Button>
        <Button onClick={onKept}>{t('kept')}</Button>
      </div>
    </section>
  )
}

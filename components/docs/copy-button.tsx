'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { useTranslations } from 'use-intl'

const SHOWN_MS = 2_000

/** Copies an example as it stands. `label` says which one. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const t = useTranslations('copying')
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [copied])

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      toast.error(t('failed'))
    }
  }

  return (
    <button
      type="button"
      aria-label={t('copyOf', { label })}
      onClick={() => void copy()}
      className="inline-flex min-h-11 items-center gap-1.5 rounded-md px-3 text-sm font-medium text-foam hover:bg-foam/12"
    >
      {copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
      <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
    </button>
  )
}

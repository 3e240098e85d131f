'use client'

import { Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useTranslations } from 'use-intl'

/** Light or dark. The icon follows the class on <html>, so the server's page is never wrong. */
export function ThemeSwitch() {
  const t = useTranslations('shell')
  const { resolvedTheme, setTheme } = useTheme()
  return (
    <button
      type="button"
      aria-label={t('theme')}
      onClick={() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')}
      className="-mr-2.5 grid size-11 place-items-center rounded-md hover:bg-stone"
    >
      <Moon aria-hidden className="size-5 dark:hidden" />
      <Sun aria-hidden className="hidden size-5 dark:block" />
    </button>
  )
}

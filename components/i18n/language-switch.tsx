'use client'

import { useRouter } from 'next/navigation'
import type { MouseEvent } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { keepLanguage } from './language-cookie'
import { LANGUAGES, LOCALES, type Locale } from './locale'

/**
 * The page in another language. Only the words change: what was typed, what is waited for and where one was reading stay.
 * Without JavaScript it is a link to the same page.
 */
export function LanguageSwitch() {
  const t = useTranslations('shell')
  const router = useRouter()
  const now = useLocale()

  function choose(event: MouseEvent, locale: Locale) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    keepLanguage(locale)
    const here = new URL(window.location.href)
    if (!here.searchParams.has('language')) return router.refresh()
    // What the address asks for would win over what was chosen now.
    here.searchParams.delete('language')
    window.history.replaceState(null, '', here)
    router.refresh()
  }

  return (
    <nav aria-label={t('language')}>
      <ul className="flex flex-wrap gap-x-5">
        {LOCALES.map((locale) => (
          <li key={locale}>
            <a
              href={`?language=${locale}`}
              lang={locale}
              hrefLang={locale}
              aria-current={locale === now ? 'true' : undefined}
              onClick={(event) => choose(event, locale)}
              className="inline-block py-1 text-foam underline-offset-4 not-aria-[current]:underline aria-[current]:font-semibold"
            >
              {LANGUAGES[locale]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

import Link from 'next/link'
import { LanguageSwitch } from '../i18n/language-switch'
import { translator } from '../i18n/translator'

const LINKS = [
  { href: '/docs', name: 'docs' },
  { href: '/docs/limits', name: 'limits' },
  { href: '/docs/api', name: 'api' },
  { href: '/docs/numbers', name: 'numbers' },
  { href: '/docs/credits', name: 'credits' },
  { href: '/notifications', name: 'notifications' },
] as const

/** The water at the foot of every page. Its upper edge is the datum that pictures stand on. */
export async function Footer() {
  const t = await translator()
  return (
    <footer className="under-water relative border-t-[3px] border-ink dark:border-edge">
      <div className="mx-auto flex min-h-44 max-w-7xl flex-col justify-end gap-1 px-4 pt-12 pb-6 text-sm text-foam-muted sm:px-8">
        <p className="max-w-[44ch]">{t('shell.footer')}</p>
        <div className="flex flex-wrap items-center gap-x-5">
          <p>{t('shell.footerReset')}</p>
          <ul className="flex flex-wrap gap-x-5">
            {LINKS.map(({ href, name }) => (
              <li key={href}>
                <Link href={href} prefetch={false} className="inline-block py-1 text-foam underline underline-offset-4">
                  {t(`shell.${name}`)}
                </Link>
              </li>
            ))}
          </ul>
          <LanguageSwitch />
        </div>
      </div>
    </footer>
  )
}

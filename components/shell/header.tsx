import Link from 'next/link'
import { pageApi } from '@/server/accessor'
import { translator } from '../i18n/translator'
import { NavLink } from './nav-link'
import { QuotaBadge } from './quota-badge'
import { ThemeSwitch } from './theme-switch'
import { Wordmark } from './wordmark'

/** The top of every page: the sign, the ways, the gauge. */
export async function Header() {
  const t = await translator()
  const api = await pageApi()
  const me = await api.account.me()
  return (
    <header className="mx-auto w-full max-w-7xl px-4 sm:px-8">
      <div className="flex flex-wrap items-center gap-x-4 border-b border-rule pt-2 pb-1 sm:gap-x-5 lg:py-3">
        <Link href="/" aria-label={t('shell.home')} className="mr-auto inline-flex min-h-11 items-center">
          <Wordmark />
        </Link>
        <nav aria-label={t('shell.navigation')} className="order-2 flex items-center gap-x-4 sm:gap-x-6">
          <NavLink href="/" className="max-[30rem]:hidden">
            {t('shell.studio')}
          </NavLink>
          <NavLink href="/history">{t('shell.history')}</NavLink>
          {me.signedIn ? (
            <NavLink href="/account">{t('shell.account')}</NavLink>
          ) : (
            <NavLink href="/sign-in">{t('shell.signIn')}</NavLink>
          )}
        </nav>
        <div className="order-4">
          <ThemeSwitch />
        </div>
        {/* Below the sign on a narrow page, the gauge begins a line of its own. */}
        <span aria-hidden className="order-2 w-full lg:hidden" />
        <div className="order-3 mr-auto lg:order-1 lg:mr-4">
          <QuotaBadge />
        </div>
      </div>
    </header>
  )
}

import Link from 'next/link'
import { translator } from '../i18n/translator'

/** The water at the foot of every page. Its upper edge is the datum that pictures stand on. */
export async function Footer() {
  const t = await translator()
  return (
    <footer className="under-water relative border-t-[3px] border-ink dark:border-edge">
      <div className="mx-auto flex min-h-44 max-w-7xl flex-col justify-end gap-1 px-4 pt-12 pb-6 text-sm text-foam-muted sm:px-8">
        <p className="max-w-[44ch]">{t('shell.footer')}</p>
        <p>
          {t('shell.footerReset')}{' '}
          <Link
            href="/docs/limits"
            prefetch={false}
            className="inline-block py-1 text-foam underline underline-offset-4"
          >
            {t('shell.limits')}
          </Link>
        </p>
      </div>
    </footer>
  )
}

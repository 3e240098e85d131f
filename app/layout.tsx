import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { LOCALES, loadMessages } from '@/components/i18n/locale'
import { messagesForBrowser } from '@/components/i18n/messages-for-browser'
import { readLocale } from '@/components/i18n/read-locale'
import { translator } from '@/components/i18n/translator'
import { Providers } from '@/components/providers'
import { Footer } from '@/components/shell/footer'
import { Header } from '@/components/shell/header'
import { publicUrl } from '@/server/accessor'
import { archivo, archivoExtended } from './fonts'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  // Pages are made per request: the address of the service is known only while it runs, not at build time.
  await connection()
  const [t, locale] = await Promise.all([translator(), readLocale()])
  return {
    metadataBase: new URL(publicUrl()),
    title: t('meta.title'),
    description: t('meta.description'),
    applicationName: t('meta.name'),
    openGraph: {
      siteName: t('meta.name'),
      title: t('meta.title'),
      description: t('meta.description'),
      type: 'website',
      locale,
      alternateLocale: LOCALES.filter((other) => other !== locale),
    },
  }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#edf1f3' },
    { media: '(prefers-color-scheme: dark)', color: '#0f181d' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await readLocale()
  const messages = messagesForBrowser(await loadMessages(locale))
  const t = await translator()
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    <html lang={locale} className={`${archivo.variable} ${archivoExtended.variable}`} suppressHydrationWarning>
      <body>
        <Providers locale={locale} messages={messages} nonce={nonce}>
          <a
            href="#content"
            className="sr-only z-50 bg-ink px-4 py-3 font-semibold text-mist focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
          >
            {t('shell.skip')}
          </a>
          <div className="flex min-h-dvh flex-col">
            <Header />
            <main id="content" tabIndex={-1} className="relative z-10 flex grow flex-col outline-none">
              {children}
            </main>
            <Footer />
          </div>
        </Providers>
      </body>
    </html>
  )
}

'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, useState } from 'react'
import { IntlProvider } from 'use-intl'
import { type Locale, TIME_ZONE } from './i18n/locale'
import type { BrowserMessages } from './i18n/messages-for-browser'
import { createQueryClient } from './query-client'
import { createBrowserClient, TRPCProvider } from './trpc'
import { Toaster } from './ui/toaster'

type Props = { locale: Locale; messages: BrowserMessages; nonce?: string; children: ReactNode }

/** Everything a page's client side stands on: language, theme, the server's state, toasts. */
export function Providers({ locale, messages, nonce, children }: Props) {
  const [queryClient] = useState(createQueryClient)
  const [trpcClient] = useState(createBrowserClient)
  return (
    <IntlProvider locale={locale} messages={messages} timeZone={TIME_ZONE}>
      <ThemeProvider attribute="class" defaultTheme="system" disableTransitionOnChange nonce={nonce}>
        <QueryClientProvider client={queryClient}>
          <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
            {children}
            <Toaster />
          </TRPCProvider>
        </QueryClientProvider>
      </ThemeProvider>
    </IntlProvider>
  )
}

'use client'

import { useTheme } from 'next-themes'
import { Toaster as Sonner } from 'sonner'
import { useTranslations } from 'use-intl'

/** Where toasts appear: `import { toast } from 'sonner'`. */
export function Toaster() {
  const t = useTranslations('shell')
  const { resolvedTheme } = useTheme()
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-center"
      containerAriaLabel={t('toasts')}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-(--width) items-center gap-3 border border-ink bg-ink px-4 py-3 font-sans text-sm text-mist shadow-lg',
          title: 'font-medium',
          description: 'text-mist/80',
        },
      }}
    />
  )
}

import { LoaderCircle } from 'lucide-react'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'

const VARIANTS = {
  primary: 'bg-lamp text-on-lamp hover:bg-lamp-strong border-transparent font-semibold',
  quiet: 'border-edge bg-transparent text-ink hover:bg-stone',
  danger: 'border-lamp-ink bg-transparent text-lamp-ink hover:bg-lamp hover:text-on-lamp',
} as const

const SIZES = {
  small: 'min-h-9 px-3 text-sm gap-1.5',
  medium: 'min-h-11 px-4 gap-2',
  large: 'min-h-14 px-6 text-lg gap-2.5',
} as const

type Props = ComponentProps<'button'> & {
  variant?: keyof typeof VARIANTS
  size?: keyof typeof SIZES
  /** Work is on the way: shows a turning mark, is aria-disabled, keeps focus. The caller ignores presses meanwhile. */
  busy?: boolean
  /** Lend the looks to the only child, e.g. a link. */
  asChild?: boolean
}

/** A button, or with `asChild` a link that looks like one. */
export function Button({
  variant = 'quiet',
  size = 'medium',
  busy,
  asChild,
  className = '',
  children,
  ...rest
}: Props) {
  const looks = `inline-flex items-center justify-center rounded-md border text-center leading-tight no-underline transition-colors duration-150 aria-disabled:opacity-75 disabled:opacity-60 ${VARIANTS[variant]} ${SIZES[size]} ${className}`
  if (asChild) {
    return (
      <Slot.Root {...rest} className={looks}>
        {children}
      </Slot.Root>
    )
  }
  return (
    <button type="button" aria-disabled={busy || undefined} {...rest} className={looks}>
      {busy && <LoaderCircle aria-hidden className="size-[1.1em] shrink-0 animate-[spin_1s_linear_infinite]" />}
      {children}
    </button>
  )
}

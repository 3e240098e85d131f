import Link from 'next/link'
import type { ComponentProps } from 'react'

/** A link within a sentence. */
export function TextLink({ className = '', ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      prefetch={false}
      {...rest}
      className={`font-medium text-ink underline decoration-1 underline-offset-4 hover:decoration-2 ${className}`}
    />
  )
}

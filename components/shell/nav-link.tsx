'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

type Props = { href: string; children: ReactNode; className?: string }

/** A link of the header; the page one is on has a lamp-coloured rule under it. */
export function NavLink({ href, children, className = '' }: Props) {
  const current = usePathname() === href
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? 'page' : undefined}
      className={`inline-flex min-h-11 items-center border-b-2 border-transparent px-1 text-sm font-medium whitespace-nowrap decoration-2 underline-offset-4 hover:underline aria-[current=page]:border-lamp ${className}`}
    >
      {children}
    </Link>
  )
}

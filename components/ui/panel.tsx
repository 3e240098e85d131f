import type { ComponentProps, ReactNode } from 'react'

type Props = Omit<ComponentProps<'section'>, 'title'> & { title?: ReactNode; intro?: ReactNode }

/** A part of a page with a name and a rule above it. */
export function Panel({ title, intro, children, className = '', ...rest }: Props) {
  return (
    <section {...rest} className={`grid gap-4 border-t-2 border-ink pt-4 ${className}`}>
      {(title || intro) && (
        <header className="grid gap-1">
          {title && <h2 className="sign text-xl">{title}</h2>}
          {intro && <p className="text-muted">{intro}</p>}
        </header>
      )}
      {children}
    </section>
  )
}

import type { ReactNode } from 'react'
import { translator } from '../i18n/translator'

type Props = { id: string; title: string; children: ReactNode }

/** A part of a page with an address of its own. Its heading has the id `ID-title`, for what it names. */
export async function DocSection({ id, title, children }: Props) {
  const t = await translator()
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid min-w-0 scroll-mt-4 gap-4 border-t-2 border-ink pt-4 [&>p]:max-w-prose"
    >
      <h2 className="sign group text-2xl">
        <span id={`${id}-title`}>{title}</span>
        <a
          href={`#${id}`}
          aria-label={t('limitsGuide.anchor', { title })}
          className="ml-2 inline-block min-w-6 text-center font-normal text-muted no-underline sm:opacity-0 sm:group-hover:opacity-100 sm:focus-visible:opacity-100"
        >
          #
        </a>
      </h2>
      {children}
    </section>
  )
}

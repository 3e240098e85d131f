import type { ReactNode } from 'react'

type Props = { title: ReactNode; intro?: ReactNode; narrow?: boolean; children: ReactNode }

/** An ordinary page: its name painted large at the left, its content below. `narrow` suits forms. */
export function Page({ title, intro, narrow, children }: Props) {
  return (
    <div className={`mx-auto grid w-full max-w-7xl gap-8 px-4 pt-8 pb-16 sm:px-8 lg:pt-14`}>
      <header className="grid max-w-3xl gap-3">
        <h1 className="sign text-4xl sm:text-5xl">{title}</h1>
        {intro && <p className="max-w-prose text-lg text-muted">{intro}</p>}
      </header>
      <div className={narrow ? 'grid max-w-md gap-8' : 'grid gap-8'}>{children}</div>
    </div>
  )
}

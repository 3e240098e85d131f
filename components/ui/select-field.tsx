import { type ComponentProps, type ReactNode, useId } from 'react'

type Props = ComponentProps<'select'> & { label: ReactNode }

/** A labelled choice of one, by the browser's own list. */
export function SelectField({ label, id, className = '', children, ...select }: Props) {
  const generated = useId()
  const selectId = id ?? generated
  return (
    <div className={`grid gap-1.5 ${className}`}>
      <label htmlFor={selectId} className="text-sm font-semibold">
        {label}
      </label>
      <select
        {...select}
        id={selectId}
        className="min-h-11 w-full rounded-md border border-edge bg-panel px-3 text-ink"
      >
        {children}
      </select>
    </div>
  )
}

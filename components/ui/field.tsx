import { CircleAlert } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'

type Props = ComponentProps<'input'> & {
  label: ReactNode
  hint?: ReactNode
  /** What is wrong with it, as a sentence. */
  error?: ReactNode
}

/** A labelled input; its hint and error are tied to it for assistive technology. */
export function Field({ label, hint, error, id, className = '', ...input }: Props) {
  const generated = useId()
  const inputId = id ?? generated
  const described = [hint && `${inputId}-hint`, error && `${inputId}-error`].filter(Boolean).join(' ')
  return (
    <div className={`grid gap-1.5 ${className}`}>
      <label htmlFor={inputId} className="text-sm font-semibold">
        {label}
      </label>
      <input
        {...input}
        id={inputId}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        className="min-h-11 w-full rounded-md border border-edge bg-panel px-3 text-ink placeholder:text-muted aria-invalid:border-2 aria-invalid:border-lamp-ink"
      />
      {hint && (
        <p id={`${inputId}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${inputId}-error`} className="flex items-start gap-1.5 text-sm font-medium text-lamp-ink">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{error}</span>
        </p>
      )}
    </div>
  )
}

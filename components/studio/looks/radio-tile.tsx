import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

type Props = {
  name: string
  value: string
  checked: boolean
  onChoose: () => void
  className: string
  children: ReactNode
}

/** One of a radio group: the radio covers the tile, and a check mark tells the chosen one without colour. */
export function RadioTile({ name, value, checked, onChoose, className, children }: Props) {
  return (
    <label
      className={`group/tile relative rounded-md border-2 border-transparent text-muted hover:bg-stone has-checked:border-ink has-checked:font-semibold has-checked:text-ink has-disabled:opacity-60 has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus ${className}`}
    >
      <input
        type="radio"
        name={name}
        value={value}
        checked={checked}
        onChange={onChoose}
        className="absolute inset-0 size-full cursor-pointer appearance-none outline-none"
      />
      {children}
      <Check
        aria-hidden
        strokeWidth={3}
        className="pointer-events-none absolute top-0 right-0 hidden size-5 bg-ink p-0.5 text-panel group-has-checked/tile:block"
      />
    </label>
  )
}

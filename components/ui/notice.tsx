import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const TONES = {
  info: { Icon: Info, bar: 'border-l-edge', icon: 'text-muted', role: undefined },
  success: { Icon: CircleCheck, bar: 'border-l-good', icon: 'text-good', role: 'status' },
  warning: { Icon: TriangleAlert, bar: 'border-l-lamp', icon: 'text-lamp-ink', role: undefined },
  error: { Icon: CircleAlert, bar: 'border-l-lamp', icon: 'text-lamp-ink', role: 'alert' },
} as const

type Props = { tone: keyof typeof TONES; title: ReactNode; children?: ReactNode; className?: string }

/** Something worth knowing, in place. Errors interrupt a screen reader, successes wait their turn. */
export function Notice({ tone, title, children, className = '' }: Props) {
  const { Icon, bar, icon, role } = TONES[tone]
  return (
    <div
      role={role}
      className={`grid grid-cols-[auto_1fr] gap-x-3 border border-l-4 border-rule bg-panel p-4 ${bar} ${className}`}
    >
      <Icon aria-hidden className={`mt-0.5 size-5 ${icon}`} />
      <div className="grid gap-1">
        <p className="font-semibold">{title}</p>
        {children && <div className="text-sm text-muted">{children}</div>}
      </div>
    </div>
  )
}

import type { LimitsGuide } from '@/server/limits/guide'
import { translator } from '../i18n/translator'
import { ApiWords } from './api-words'

const KINDS = ['limit', 'capacity', 'invalid', 'unauthenticated', 'forbidden', 'not-found', 'conflict'] as const

/** Every reason with its status and what to do about it; those that time lifts first. Each has an address: #reason-NAME. */
export async function ReasonList({ reasons }: Pick<LimitsGuide, 'reasons'>) {
  const t = await translator()
  return KINDS.map((kind) => (
    <div key={kind} className="grid gap-1">
      <h3 id={`kind-${kind}`} className="text-lg font-semibold">
        {t(`limitsGuide.kinds.${kind}`)}
      </h3>
      <dl aria-labelledby={`kind-${kind}`}>
        {reasons
          .filter((reason) => reason.kind === kind)
          .map(({ reason, statuses }) => (
            <div
              key={reason}
              id={`reason-${reason}`}
              className="grid scroll-mt-4 gap-x-6 border-t border-rule py-2.5 target:bg-stone sm:grid-cols-[minmax(0,15rem)_minmax(0,1fr)]"
            >
              <dt className="flex flex-wrap items-baseline gap-x-3">
                <a
                  href={`#reason-${reason}`}
                  className="font-mono text-sm font-semibold underline-offset-4 hover:underline"
                >
                  {reason}
                </a>
                <span className="figures text-sm text-muted">{statuses.join(' · ')}</span>
              </dt>
              <dd className="max-w-prose min-w-0">
                <ApiWords text={t(`limitsGuide.reasons.${reason}`)} />
              </dd>
            </div>
          ))}
      </dl>
    </div>
  ))
}

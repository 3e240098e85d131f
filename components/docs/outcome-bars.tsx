import type { OutcomeNumbers } from '@/server/limits/numbers'
import { formatter } from '../i18n/formatter'
import { translator } from '../i18n/translator'
import { OUTCOMES } from './outcomes'

/** Which share of the requests ended how. Each bar has its name and figure beside it: no colour has to be told apart. */
export async function OutcomeBars({ counts, labelledBy }: { counts: OutcomeNumbers; labelledBy: string }) {
  const t = await translator()
  const format = await formatter()
  const all = OUTCOMES.reduce((sum, { outcome }) => sum + counts[outcome], 0)
  const share = (count: number) => (all === 0 ? 0 : count / all)
  return (
    <ul aria-labelledby={labelledBy} className="grid gap-4">
      {OUTCOMES.map(({ outcome, free }) => (
        <li key={outcome} className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1">
          <span>{t(`numbersPage.outcome.${outcome}`)}</span>
          <span className="figures font-semibold">{format.number(share(counts[outcome]), { style: 'percent' })}</span>
          <span aria-hidden className="col-span-2 block h-3 border border-edge bg-stone">
            <span
              className={`block h-full forced-colors:bg-[CanvasText] ${free ? 'bg-good' : 'bg-ink'}`}
              style={{ width: `${100 * share(counts[outcome])}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  )
}

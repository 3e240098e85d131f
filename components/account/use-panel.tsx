import { formatter } from '../i18n/formatter'
import { translator } from '../i18n/translator'
import { Panel } from '../ui/panel'

type Day = { day: string; used: number }

/** Units of the drawing: a day is 10 wide, of which its bar takes 7. */
const [STEP, BAR, HEIGHT] = [10, 7, 64]
const LEAST = 3

/** Pictures drawn on each of the last days: bars for eyes, a table for ears. */
export async function UsePanel({ days }: { days: readonly Day[] }) {
  const [t, format] = [await translator(), await formatter()]
  const count = days.reduce((sum, { used }) => sum + used, 0)
  const most = Math.max(...days.map(({ used }) => used))
  const date = (day: string, month: 'short' | 'long') => format.dateTime(new Date(day), { day: 'numeric', month })
  const barOf = (used: number) => (used === 0 ? 1 : Math.max(LEAST, (used / most) * HEIGHT))
  const width = days.length * STEP
  return (
    <Panel title={t('account.use.title')}>
      <p className="text-muted">{t('account.use.total', { count })}</p>
      <figure className={count === 0 ? 'sr-only' : 'grid gap-1'}>
        <p aria-hidden className="figures text-sm text-muted">
          {t('account.use.most', { count: most })}
        </p>
        <svg aria-hidden viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" className="h-24 w-full">
          {days.map(({ day, used }, at) => (
            <rect
              key={day}
              x={at * STEP + (STEP - BAR) / 2}
              y={HEIGHT - barOf(used)}
              width={BAR}
              height={barOf(used)}
              className={
                used === 0
                  ? 'fill-edge'
                  : at === days.length - 1
                    ? 'fill-lamp forced-colors:fill-[CanvasText]'
                    : 'fill-ink forced-colors:fill-[CanvasText]'
              }
            >
              <title>{`${date(day, 'long')}: ${format.number(used)}`}</title>
            </rect>
          ))}
        </svg>
        <p aria-hidden className="figures flex justify-between border-t border-edge pt-1 text-sm text-muted">
          <span>{days[0] && date(days[0].day, 'short')}</span>
          <span>{t('account.use.today')}</span>
        </p>
        <div className="sr-only">
          <table>
            <caption>{t('account.use.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('account.use.day')}</th>
                <th scope="col">{t('account.use.count')}</th>
              </tr>
            </thead>
            <tbody>
              {days.map(({ day, used }) => (
                <tr key={day}>
                  <th scope="row">{date(day, 'long')}</th>
                  <td>{format.number(used)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </figure>
    </Panel>
  )
}

import { median, pairedRatio } from '../statistics.ts'
import { renderTable } from '../table.ts'
import type { CrowdFacts } from './crowd-facts.ts'
import type { EndingsFacts } from './endings.ts'
import type { LeftoversFacts } from './leftovers.ts'
import { AT_MOST } from './plan.ts'

type Measured = { crowd: CrowdFacts; endings: EndingsFacts; leftovers: LeftoversFacts }
type Target = { what: string; measured: number; byCpuTime?: number; target: string; met: boolean }

/** A connection that is gone may leave this much in garbage that is not collected yet, and no more. */
const LEFT_BYTES = 100
/** The process may be this many times as large after the connections as it was after warming up. */
const GROWTH = 1.1

export function targetsOf({ crowd, endings, leftovers }: Measured): Target[] {
  const { drawbridge, bare } = crowd
  const atMost = (what: string, measured: number, most: number): Target => ({
    ...{ what, measured, target: `≤ ${most}`, met: measured <= most },
  })
  return [
    atMost('memory for each watcher / bare', drawbridge.rssBytes / bare.rssBytes, AT_MOST),
    {
      ...atMost('time to the last watcher / bare', pairedRatio(drawbridge.lastMs, bare.lastMs), AT_MOST),
      byCpuTime: pairedRatio(drawbridge.cpuMs, bare.cpuMs),
    },
    atMost(`endings missed, of ${endings.pictures}`, endings.missed, 0),
    atMost('listeners and watchers left', leftovers.listeners + leftovers.watchers, 0),
    atMost('sockets left', leftovers.sockets, 0),
    atMost('timers left', leftovers.timers, 0),
    atMost('heap left for each connection, bytes', leftovers.heapBytesEach, LEFT_BYTES),
    atMost('process after the connections / before', leftovers.rssGrowth, GROWTH),
  ]
}

const right = (title: string) => ({ title, align: 'right' as const })
const left = (title: string) => ({ title, align: 'left' as const })
const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
const ms = (each: number) => `${each.toFixed(1)} ms`
const share = (part: number) => `${Math.round(part * 100)} %`
const whole = (n: number) => Math.round(n).toLocaleString('en')

/** Three tables, as Markdown: the crowd, the streams lost, the targets. */
export function textOf({ crowd, endings, leftovers }: Measured, targets: readonly Target[]): string {
  const { drawbridge, bare, load, bareLoad } = crowd
  const rows: [string, string, string][] = [
    ['memory for each watcher (RSS)', kb(drawbridge.rssBytes), kb(bare.rssBytes)],
    ['of it heap', kb(drawbridge.heapBytes), kb(bare.heapBytes)],
    ['one event: until the last watcher has it, median', ms(median(drawbridge.lastMs)), ms(median(bare.lastMs))],
    ['of it the server’s CPU time', ms(median(drawbridge.cpuMs)), ms(median(bare.cpuMs))],
    ['under load: events a second to all watchers', whole(load.eventsPerSecond), whole(bareLoad.eventsPerSecond)],
    ['under load: a plain answer meanwhile, p50', ms(load.latency.p50Ms), ms(bareLoad.latency.p50Ms)],
    ['under load: a plain answer meanwhile, p99', ms(load.latency.p99Ms), ms(bareLoad.latency.p99Ms)],
    ['under load: server busy', share(load.serverBusy), share(bareLoad.serverBusy)],
    ['under load: watchers’ process busy', share(load.crowdBusy), share(bareLoad.crowdBusy)],
  ]
  const { disconnects, endedAway, pictures, ready, failed, cancelled, missed } = endings
  return [
    renderTable([left(`events of ${crowd.payloadBytes} bytes`), right('Drawbridge'), right('bare node:http')], rows),
    `Streams lost at random moments: ${disconnects}; ${pictures} pictures ended (${ready} ready, ${failed} failed, ` +
      `${cancelled} cancelled), ${endedAway} of them while nobody was connected; endings missed: ${missed}. ` +
      `Opened and dropped: ${whole(leftovers.connections)}.`,
    renderTable(
      [left('target'), right('measured'), right('by CPU time'), right('wanted'), left('met')],
      targets.map(({ what, measured, byCpuTime, target, met }) => [
        ...[what, measured.toFixed(2), byCpuTime?.toFixed(2) ?? '', target, met ? 'yes' : 'NO'],
      ]),
    ),
  ].join('\n\n')
}

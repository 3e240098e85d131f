import { median, pairedRatio } from '../statistics.ts'
import { renderTable } from '../table.ts'
import { QUEUE_ALONE, WHOLE_VERB } from './contenders/ours.ts'
import type { PositionFacts } from './positions.ts'
import { COUNTER, LEDGER, PEER, type TakeFacts } from './quota.ts'
import type { ExactFacts } from './quota-exact.ts'
import type { Measured } from './rounds.ts'

export type Facts = {
  /** Of the long queue. */
  waiting: number
  empty: Measured[]
  long: Measured[]
  positions: PositionFacts
  takes: TakeFacts[]
  exact: ExactFacts
}

export type Target = { what: string; measured: string; target: string; met: boolean }

const OURS = 'ours on SQLite, NORMAL'
const BULLMQ = 'BullMQ on Redis'

export function targetsOf({ waiting, empty, long, positions, takes, exact }: Facts): Target[] {
  const atMost = (what: string, measured: number, most: number, unit = ''): Target => ({
    ...{ what, measured: `${measured.toFixed(2)}${unit}`, target: `≤ ${most}${unit}`, met: measured <= most },
  })
  const atLeast = (what: string, measured: number, least: number): Target => ({
    ...{ what, measured: measured.toFixed(2), target: `≥ ${least}`, met: measured >= least },
  })
  const is = (what: string, measured: number, target: number): Target => ({
    ...{ what, measured: String(measured), target: `= ${target}`, met: measured === target },
  })
  const pick = (from: readonly Measured[], contender: string, what: Measured['what'], way?: string) => {
    const all = from.filter((one) => one.contender === contender && one.what === what && (!way || one.way === way))
    const [fastest] = all.sort((a, b) => median(a.rounds) - median(b.rounds))
    if (!fastest) throw new Error(`${contender} was not measured: ${what} ${way ?? ''}`)
    return fastest
  }
  const take = (name: string, inFlight: number) =>
    takes.find((one) => one.name === name && one.inFlight === inFlight && one.durability === 'NORMAL')?.perSecond ?? []
  const bull = pick(empty, BULLMQ, 'serve')
  const longer = (what: Measured['what'], way?: string) =>
    pairedRatio(pick(long, OURS, what, way).rounds, pick(empty, OURS, what, way).rounds)
  const accepts = (way: string) =>
    pairedRatio(pick(empty, BULLMQ, 'accept').rounds, pick(empty, OURS, 'accept', way).rounds)
  return [
    atLeast(`accepts a second, ${QUEUE_ALONE} / BullMQ`, accepts(QUEUE_ALONE), 3),
    atLeast(`accepts a second, ${WHOLE_VERB} / BullMQ`, accepts(WHOLE_VERB), 3),
    atMost(`claim and finish / BullMQ (${bull.way})`, pairedRatio(pick(empty, OURS, 'serve').rounds, bull.rounds), 0.2),
    ...[QUEUE_ALONE, WHOLE_VERB].map((way) =>
      atMost(`${way}, ${count(waiting)} waiting / empty`, longer('accept', way), 1.25),
    ),
    atMost(`claim and finish, ${count(waiting)} waiting / empty`, longer('serve'), 1.25),
    atMost('one place / ZRANK', pairedRatio(positions.placeMs, positions.zrankMs), 0.05),
    atMost(`all places of ${count(positions.waiting)}, one by one`, median(positions.oneByOneMs), 10, ' ms'),
    atMost(`all places of ${count(positions.waiting)}, in a batch`, median(positions.batchMs), 10, ' ms'),
    ...[1, 64].map((inFlight) =>
      atLeast(
        `takes a second, ${inFlight} in flight, ${COUNTER} / ${PEER}`,
        pairedRatio(take(COUNTER, inFlight), take(PEER, inFlight)),
        2.5,
      ),
    ),
    is('500 at once on a quota of 5', exact.takenByOne, 5),
    is('the same from two processes', exact.takenByTwo, 5),
    is(`wrong counters, takes lost or files damaged after ${exact.kills} kills`, wrong(exact), 0),
  ]
}

const wrong = ({ lost, wrongCounters, damaged }: ExactFacts) => lost + wrongCounters + damaged

/** All tables, as Markdown. */
export function textOf(facts: Facts, targets: readonly Target[]): string {
  const left = (title: string) => ({ title, align: 'left' }) as const
  const right = (title: string) => ({ title, align: 'right' }) as const
  const same = (a: Measured) => (b: Measured) => a.contender === b.contender && a.what === b.what && a.way === b.way
  const rowsOf = (what: Measured['what'], shown: (ms: number) => string) =>
    facts.empty
      .filter((one) => one.what === what)
      .map((one) => {
        const long = facts.long.find(same(one))
        const ratio = long ? pairedRatio(long.rounds, one.rounds).toFixed(2) : ''
        const cells = [median(one.rounds), ...(long ? [median(long.rounds)] : [])].map(shown)
        return [`${one.contender}: ${one.way}`, cells[0] ?? '', cells[1] ?? '', ratio, one.keeps]
      })
  const columns = (unit: string) => [
    left(unit),
    ...[
      right('empty'),
      right(`${count(facts.waiting)} waiting`),
      right('cost, ratio'),
      left('an accepted job survives'),
    ],
  ]
  const { positions } = facts
  const places = [
    ['one ZRANK', `${us(median(positions.zrankMs))} µs`],
    ['one place, with its estimate', `${us(median(positions.placeMs))} µs`],
    ['all places after a dispatch, one by one', `${median(positions.oneByOneMs).toFixed(1)} ms`],
    ['all places after a dispatch, in a batch', `${median(positions.batchMs).toFixed(1)} ms`],
  ]
  const takes = [COUNTER, LEDGER, PEER].flatMap((name) =>
    (['NORMAL', 'FULL'] as const).map((durability) => {
      const rate = (inFlight: number) => {
        const found = facts.takes.find(
          (one) => one.name === name && one.durability === durability && one.inFlight === inFlight,
        )
        return count(Math.round(median(found?.perSecond ?? [])))
      }
      return [`${name}, ${durability}`, rate(1), rate(64)]
    }),
  )
  const { exact } = facts
  return [
    renderTable(
      columns('accepted a second, one by one'),
      rowsOf('accept', (ms) => count(Math.round(1000 / ms))),
    ),
    renderTable(
      columns('taken and finished, p50'),
      rowsOf('serve', (ms) => `${us(ms)} µs`),
    ),
    renderTable([left(`${count(positions.waiting)} waiting`), right('median')], places),
    renderTable([left('takes a second from a daily quota'), right('one by one'), right('64 in flight')], takes),
    `500 at once on a quota of 5: ${exact.takenByOne} taken in one process, ${exact.takenByTwo} in two. Two processes that charge, one of them killed, ${exact.kills} times: ${exact.lost} takes lost, ${exact.wrongCounters} counters that are not their ledger, ${exact.damaged} damaged files.`,
    renderTable(
      [left('target'), right('measured'), right('wanted'), left('met')],
      targets.map(({ what, measured, target, met }) => [what, measured, target, met ? 'yes' : 'NO']),
    ),
  ].join('\n\n')
}

const count = (n: number) => n.toLocaleString('en')
const us = (ms: number) => (1000 * ms).toFixed(ms < 0.01 ? 1 : 0)

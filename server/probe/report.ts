import type { Kind } from './meters.ts'
import type { Finding, RuledOut } from './run-probe.ts'
import { count, seconds } from './sentences.ts'

type Guess = Finding['suspects'][number]

export type Report = {
  /** Plain sentences: what was seen, what follows, what it cost. */
  lines: string[]
  /** The settings to use; undefined where nothing safe can be said. */
  settings: string | undefined
  sure: 'certain' | 'likely' | 'could-not-tell'
}

/** Where no call proved how long it travels: the service's own default. */
const DEFAULT_MARGIN_MS = 600
const LEAST_MARGIN_MS = 100

const NAMES: Record<Kind, string> = {
  sliding: 'a sliding log',
  'fixed-clock': 'a fixed window that follows a clock',
  'fixed-first': 'a fixed window that opens with its first call',
  'token-bucket': 'a token bucket',
}

/** What a finding means to the operator. */
export function reportOf(finding: Finding): Report {
  const { suspects, why } = finding
  const [best] = suspects
  const found = why === 'found' && best !== undefined
  const sure = !found ? 'could-not-tell' : isCertain(finding) ? 'certain' : 'likely'
  const settings = settingsOf(finding)
  const lines = [
    ...travelLines(finding),
    ...finding.ruledOut.map((out) => ruledOutLine(out, finding)),
    ...(found ? foundLines(best, finding) : lostLines(finding, settings)),
    ...(found ? [unseenLine(finding)] : []),
    `${count(finding.sent, 'call')} spent in ${seconds(finding.tookMs)} s.`,
  ]
  return { lines, settings, sure }
}

function foundLines(best: Guess, finding: Finding): string[] {
  const [low, high] = finding.windowBetween ?? [best.windowMs, best.windowMs]
  const measured =
    high - low > best.windowMs * 0.005
      ? ` Windows from ${seconds(low)} to ${seconds(high)} s would explain it too.`
      : ''
  const one =
    best.calls === 1 && best.kind !== 'fixed-clock'
      ? ' (With one call, a sliding log, a window from the first call and a bucket are the same rule.)'
      : ''
  const trust = isCertain(finding)
    ? 'Sure: nothing else with a window of a usual length explains what was taken and refused.'
    : finding.usualLength
      ? 'Likely: all other rules are far-fetched, or do not fit the Retry-After answers.'
      : 'Likely: no window of a usual length explains it, and this one does.'
  const far = finding.farFetched.map(described)
  const settings = settingsOf(finding)
  const safest = finding.safest && advice(finding.safest, finding.travel)
  return [
    `So the limit is ${described(best)}.${one}${measured}`,
    trust,
    ...(far.length > 0 ? [`Far-fetched, but not ruled out: ${far.join('; ')}.`] : []),
    ...(safest && safest !== settings ? [`Safe for all of these, if slower: ${safest}`] : []),
  ]
}

const isCertain = ({ behaviourAlone, farFetched }: Finding) => behaviourAlone && farFetched.length === 0

/** What no experiment this short can show. */
function unseenLine({ steps, tookMs }: Finding): string {
  const taken = steps.reduce((sum, step) => sum + step.taken, 0)
  return `A second limit over a longer time (a day's, say) was not looked for: only ${count(taken, 'call')} were taken in ${seconds(tookMs)} s.`
}

function lostLines({ why, suspects, sent }: Finding, settings: string | undefined): string[] {
  const reasons: Record<Exclude<Finding['why'], 'found'>, string> = {
    'never-refused': `none of ${count(sent, 'call')} was refused: the limit is higher, or the window shorter, than this budget can show`,
    budget: 'the budget is too small to go on',
    time: 'the next useful call would come after the time allowed',
    'unlike-any':
      'it behaves like none of the four kinds: maybe others use its limit meanwhile, or it has several limits',
    'nothing-tells-apart': 'no further call would tell the remaining explanations apart',
    failing: 'too many calls failed for other reasons than the limit',
  }
  if (why === 'found') return []
  const left = suspects.slice(0, 4).map(described)
  const more = suspects.length > left.length ? `, and ${suspects.length - left.length} more` : ''
  return [
    `Could not tell: ${reasons[why]}.`,
    ...(left.length > 0 ? [`Still possible, likeliest first: ${left.join('; ')}${more}.`] : []),
    ...(settings ? ['The settings below are within every one of these.'] : []),
  ]
}

function ruledOutLine({ kind, step, guess }: RuledOut, finding: Finding): string {
  if (!guess) return `It is not ${NAMES[kind]}: none of any size explains steps 1 to ${step}.`
  const [least, most] = guess.wouldTake
  const would = least === most ? `${least}` : `${least} to ${most}`
  const seen = finding.steps[step - 1]
  const size = `${guess.calls} in ${seconds(guess.windowMs)} s`
  if (!seen || (seen.taken >= least && seen.taken <= most)) {
    return `It is not ${NAMES[kind]}: after step ${step}, none fits all that was seen (the nearest was ${size}).`
  }
  return `It is not ${NAMES[kind]}: one of ${size} would have taken ${would} in step ${step}, and the upstream took ${seen.taken}.`
}

function travelLines({ travel, retryAfterSeen, steps }: Finding): string[] {
  const told = retryAfterSeen
    ? 'Refusals came with Retry-After, which was waited out each time.'
    : 'Refusals came without Retry-After.'
  const refused = steps.some((step) => step.refused > 0)
  if (travel.of === 0) return refused ? [told] : []
  const travelled = `A call counts at most ${Math.ceil(travel.most)} ms after it is sent (${travel.of} measured).`
  return refused ? [told, travelled] : [travelled]
}

/** At most the smallest limit in the longest window that is possible keeps within all that are. */
function settingsOf({ why, suspects, windowBetween, travel }: Finding): string | undefined {
  if (suspects.length === 0) return undefined
  const windows = suspects.map(({ windowMs }) => windowMs)
  const longest = Math.max(...windows)
  // What is safe for rules this far apart would be a tenth of what the upstream allows: that is no advice.
  if (why !== 'found' && longest > Math.min(...windows) * 10) return undefined
  const isWhole = longest % 1000 === 0
  const windowMs = isWhole ? longest : Math.max(longest, windowBetween?.[1] ?? longest)
  const calls = Math.min(...suspects.map((each) => each.calls))
  return advice({ calls, windowMs }, travel)
}

function advice({ calls, windowMs }: { calls: number; windowMs: number }, travel: Finding['travel']): string {
  return `UPSTREAM_LIMIT=${calls} UPSTREAM_WINDOW_SECONDS=${Math.ceil(windowMs / 1000)} UPSTREAM_MARGIN_MS=${marginMs(travel)}`
}

/** Twice the slowest call measured, in steps of 50 ms. */
function marginMs({ most, of }: Finding['travel']): number {
  return of === 0 ? DEFAULT_MARGIN_MS : Math.max(LEAST_MARGIN_MS, Math.ceil((most * 2) / 50) * 50)
}

function described({ kind, calls, windowMs }: Guess): string {
  const size = `${count(calls, 'call')} in ${seconds(windowMs)} s`
  const refill = kind === 'token-bucket' ? `, one more every ${seconds(windowMs / calls)} s` : ''
  return `${size}, ${NAMES[kind]}${refill}`
}

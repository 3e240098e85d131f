import { buildIfNeeded } from '../../server/cli/build-if-needed.ts'
import { canPin } from '../http/child.ts'
import { measureCrowd } from './crowd-facts.ts'
import { measureEndings } from './endings.ts'
import { measureLeftovers } from './leftovers.ts'
import { FULL, QUICK } from './plan.ts'
import { targetsOf, textOf } from './report.ts'

/** Thousands who watch, over Drawbridge's own server beside bare node:http; lost streams; and what dropped ones leave behind. */
export async function benchWatch({ quick, say }: { quick: boolean; say: (line: string) => void }) {
  const plan = quick ? QUICK : FULL
  await buildIfNeeded()
  const crowd = await measureCrowd(plan, say)
  const endings = await measureEndings(plan)
  say(`${endings.disconnects} streams lost and found again`)
  const leftovers = await measureLeftovers(plan)
  const measured = { crowd, endings, leftovers }
  const targets = targetsOf(measured)
  return {
    facts: { node: process.version, pinned: canPin, plan, ...measured, targets },
    text: textOf(measured, targets),
  }
}

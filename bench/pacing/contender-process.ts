import { countAdversarial } from './adversarial.ts'
import { type Busy, watchBusy } from './busy.ts'
import { serve } from './child.ts'
import type { Condition } from './conditions.ts'
import { CONTENDERS, isContender } from './contenders.ts'
import { openPlay, type Played } from './play.ts'
import type { Scale } from './scale.ts'

const [, , name = '', redisUrl = ''] = process.argv
if (!isContender(name)) throw new Error(`no contender is called "${name}"`)
const openGate = CONTENDERS[name]
let plays: { watch(delayMs: number): Promise<Played> }[] = []

/** One contender's gates, in a process of their own so that nobody's work delays another's. */
const methods = {
  /** Opens a gate before each upstream, and waits until they may send. */
  async open({ lanes, scale }: { lanes: readonly { condition: Condition; url: string }[]; scale: Scale }) {
    plays = await Promise.all(
      lanes.map(({ condition, url }) => {
        const label = `${name} ${condition.seed}`.replace(/\W+/g, '-')
        return openPlay({ label, open: openGate, scale, condition, url, redisUrl })
      }),
    )
  },
  /** Plays them all, each after a delay of its own. */
  async watch({ delaysMs }: { delaysMs: readonly number[] }): Promise<{ played: Played[]; busy: Busy }> {
    const busy = watchBusy()
    const played = await Promise.all(plays.map((play, i) => play.watch(delaysMs[i] ?? 0)))
    return { played, busy: busy() }
  },
  adversarial: (scale: Scale) => countAdversarial({ open: openGate, scale, redisUrl, label: `adversarial-${name}` }),
}
export type ContenderMethods = typeof methods

serve(methods)

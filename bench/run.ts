import { Command, InvalidArgumentError } from 'commander'
import { benchCache } from './cache/cache.ts'
import { benchCrash } from './crash/crash.ts'
import { benchFuzz } from './fuzz/fuzz.ts'
import { benchHttp } from './http/http.ts'
import { benchJobs } from './jobs/jobs.ts'
import { benchPacing } from './pacing/pacing.ts'
import { benchProbe } from './probe/probe.ts'
import { benchOrder } from './queue/order.ts'
import { benchQueue } from './queue/queue.ts'
import { benchRenderer } from './renderer/renderer.ts'
import { benchSimilar } from './similar/similar.ts'
import { benchWatch } from './watch/watch.ts'

const BENCHES = {
  cache: benchCache,
  crash: benchCrash,
  fuzz: benchFuzz,
  http: benchHttp,
  jobs: benchJobs,
  order: benchOrder,
  pacing: benchPacing,
  probe: benchProbe,
  queue: benchQueue,
  renderer: benchRenderer,
  similar: benchSimilar,
  watch: benchWatch,
}
type Name = keyof typeof BENCHES
const names = Object.keys(BENCHES)
const isName = (name: string): name is Name => names.includes(name)

type Options = { json?: boolean; quick?: boolean; minute?: boolean; pairs?: string }

/** npm run bench [name] [--json]: measures, prints a table (or JSON), and says which targets were missed. */
const program = new Command('bench')
  .description('Measures ratios against a named baseline in the same run.')
  .argument('[name]', `which one (${names.join(', ')}); all without a name`, (name) => {
    if (!isName(name)) throw new InvalidArgumentError(`there is ${names.join(', ')}`)
    return name
  })
  .option('--json', 'print JSON instead of a table')
  .option('--quick', 'short rounds: whether it works, not what it measures')
  .option('--pairs <file>', 'similar: other pairs than its own')
  .option('--minute', 'pacing: at 30 calls per 60 s, without a processing header')
  .action(async (name: Name | undefined, { json = false, quick = false, minute = false, pairs }: Options) => {
    for (const each of name ? [name] : names.filter(isName)) {
      const say = (line: string) => console.error(line)
      const result = await BENCHES[each]({ quick, minute, pairs, say })
      console.log(json ? JSON.stringify({ bench: each, ...result.facts }, null, 2) : result.text)
    }
  })

await program.parseAsync()

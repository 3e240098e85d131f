import { createInterface } from 'node:readline/promises'
import { Command, InvalidArgumentError } from 'commander'
import { systemClock } from '../clock.ts'
import { type Config, configFromEnvironment } from '../config.ts'
import { callUpstream } from '../probe/call-upstream.ts'
import { reportOf } from '../probe/report.ts'
import { runProbe } from '../probe/run-probe.ts'
import { accountsOf, createUpstream } from '../services.ts'

type Flags = { budget: number; minutes: number; rest: number; yes?: true; json?: true }

const program = new Command('npm run probe --')
  .description('Finds the limit of the configured upstream by experiment, and prints the settings for it.')
  .option('--budget <calls>', 'the most calls to send, refused ones included', whole(1, 10_000), 120)
  .option('--minutes <minutes>', 'the longest it may take', whole(1, 1440), 20)
  .option('--rest <seconds>', 'wait this long first, so that earlier calls no longer count', whole(0, 86_400), 60)
  .option('--yes', 'do not ask: spend the calls')
  .option('--json', 'print JSON instead of sentences')
  .allowExcessArguments(false)
  .showSuggestionAfterError(false)
  .action(probe)

try {
  await program.parseAsync()
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

async function probe(flags: Flags) {
  const config = configFromEnvironment()
  if (config.upstream.kind === 'renderer') {
    throw new Error('UPSTREAM is renderer, which has no limit to find; set UPSTREAM and UPSTREAM_URL to an HTTP API')
  }
  if (!(await isAgreed(config.upstream, flags))) throw new Error('not started: no call was sent')
  // Whoever reads JSON gets nothing else on standard output.
  const say = (line: string) => (flags.json ? console.error(line) : console.log(line))
  if (flags.rest > 0) {
    say(`Resting ${flags.rest} s first, so that earlier calls no longer count (--rest).`)
    await new Promise<void>((resolve) => systemClock.timer(flags.rest * 1000, resolve))
  }
  const upstream = await createUpstream(config.upstream, accountsOf(config.upstream)[0].apiKey, systemClock)
  try {
    const finding = await runProbe({
      clock: systemClock,
      call: callUpstream(upstream),
      random: Math.random,
      budget: flags.budget,
      concurrency: config.upstreamConcurrency,
      longestMs: flags.minutes * 60_000,
      say,
    })
    const { lines, settings, sure } = reportOf(finding)
    if (flags.json) console.log(JSON.stringify({ sure, settings: settings ?? null, ...finding, lines }, null, 2))
    else console.log([...lines, ...(settings ? ['', settings] : [])].join('\n'))
    if (sure === 'could-not-tell') process.exitCode = 2
  } finally {
    await upstream.close()
  }
}

/** Real calls cost real money: nobody spends them by accident. */
async function isAgreed(upstream: Config['upstream'], { budget, yes }: Flags): Promise<boolean> {
  console.error(
    `This asks ${accountsOf(upstream)[0].name} for up to ${budget} pictures, at your cost. Stop Drawbridge first: its calls count too.`,
  )
  if (yes) return true
  if (!process.stdin.isTTY) throw new Error('nobody to ask here: add --yes to spend the calls')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await terminal.question('Go on? [y/N] ')).trim())
  } finally {
    terminal.close()
  }
}

function whole(min: number, max: number) {
  return (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= min && value <= max)) throw new InvalidArgumentError(`allowed: a whole number from ${min} to ${max}`)
    return value
  }
}

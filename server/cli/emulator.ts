import { Command, InvalidArgumentError, Option } from 'commander'
import { createEmulator } from '../emulator/emulator.ts'
import { FAULT_KINDS, type FaultRates } from '../emulator/faults.ts'
import { parseFaults, parseRange, parseWhole } from '../emulator/flags.ts'
import { plainDraw } from '../emulator/plain-draw.ts'
import type { Range } from '../emulator/random.ts'
import { createRendererDraw } from '../emulator/renderer-draw.ts'
import { SEMANTICS, type Semantics } from '../emulator/semantics.ts'
import { settingsFor } from '../emulator/settings-for.ts'

type Flags = {
  limit: number
  window: number
  semantics: Semantics
  latency: Range
  drawMs: Range
  faults: FaultRates
  port: number
  seed: number
  key?: string
  plain?: true
}

const whole = (min: number, max: number) => flag((text) => parseWhole(text, min, max))

const program = new Command('npm run emulator --')
  .description('An image API with a limit, for trying Drawbridge out. It listens on 127.0.0.1 only.')
  .option('--limit <calls>', 'calls it takes in a window', whole(1, 1_000_000), 30)
  .option('--window <seconds>', 'length of the window', whole(1, 86_400), 60)
  .addOption(new Option('--semantics <kind>', 'what a window is').choices(Object.keys(SEMANTICS)).default('sliding'))
  .addOption(ranged('--latency <ms>', 'time a call is on its way before it is counted', '0-150'))
  .addOption(ranged('--draw-ms <ms>', 'time a drawing takes on top of the drawing itself', '0-0'))
  .addOption(
    new Option('--faults <list>', 'NAME:PROBABILITY,… with the names below')
      .argParser(flag(parseFaults))
      .default({}, 'none'),
  )
  .option('--port <port>', 'port to listen on, 0 for any free one', whole(0, 65_535), 4000)
  .option('--seed <number>', 'seed of latencies, drawing times and faults', whole(0, 2 ** 32 - 1), 1)
  .option('--key <key>', 'API key a caller must send')
  .option('--plain', 'answer with two-coloured rectangles instead of drawings')
  .allowExcessArguments(false)
  .showSuggestionAfterError(false)
  .addHelpText('after', moreHelp())
  .action(run)

await program.parseAsync()

async function run(flags: Flags) {
  const { limit, window: windowSeconds, semantics, latency, drawMs, faults, port, seed, key } = flags
  const drawing = flags.plain ? { draw: plainDraw, close: async () => {} } : createRendererDraw()
  const options = { limit, windowSeconds, semantics, latencyMs: latency, drawMs, faults, port, seed, apiKey: key }
  const emulator = await createEmulator({ ...options, draw: drawing.draw }).catch(async (error: Error) => {
    await drawing.close()
    return program.error(`error: cannot listen on port ${port}: ${error.message}`)
  })
  console.log(
    `Emulator at ${emulator.url}: ${limit} calls in ${windowSeconds} s (${semantics}). GET /stats counts them.`,
  )
  console.log('Start Drawbridge with one of these lines of settings:')
  for (const line of settingsFor({ url: emulator.url, limit, windowSeconds })) console.log(`  ${line}`)
  if (key) console.log('  and UPSTREAM_API_KEY as given here')

  const stop = () => Promise.all([emulator.close(), drawing.close()]).then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

/** A flag's parser whose errors commander prints in one line. */
function flag<T>(parse: (text: string) => T) {
  return (text: string): T => {
    try {
      return parse(text)
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error))
    }
  }
}

function ranged(flags: string, words: string, byDefault: string) {
  return new Option(flags, words).argParser(flag(parseRange)).default(parseRange(byDefault), byDefault)
}

function moreHelp() {
  const kinds = Object.entries(FAULT_KINDS).map(([name, words]) => `  ${name.padEnd(12)}${words}`)
  return `
Faults:
  400 to 599  answered with this status; a 429 is not counted, the others are
${kinds.join('\n')}
  Words can ask for one: "a cat [[fault:hang]]" always, "a cat [[fault:500:2]]" for the first two calls.

Speaks:
  POST /v1/images/generations, GET /v1/models, POST /sdapi/v1/txt2img, GET /word/{prompt}
  GET /stats; POST /control/hold, /control/release?n=1, /control/open, /control/faults (JSON), /control/reset`
}

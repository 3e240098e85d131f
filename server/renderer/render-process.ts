import { createRendererPool } from './pool.ts'
import type { Rendered, RenderInput } from './types.ts'

/** What the server asks of its drawing process; without `input`, the job `id` is not wanted any more. */
export type Ask = { id: number; input?: RenderInput } | { warmUp: true }
/** What it answers: the picture or why there is none, and how many bytes of memory it holds. */
export type Answer = { id: number; heldBytes: number; picture?: Rendered; failure?: string }

const [threads, filename] = process.argv.slice(2)
const pool = createRendererPool({ ...(threads && { threads: Number(threads) }), ...(filename && { filename }) })
const wanted = new Map<number, AbortController>()

async function draw(id: number, input: RenderInput) {
  const stop = new AbortController()
  wanted.set(id, stop)
  const outcome = await pool.render(input, stop.signal).then(
    (picture) => ({ picture }),
    (error) => ({ failure: String(error?.message ?? error) }),
  )
  wanted.delete(id)
  const answer: Answer = { id, heldBytes: process.memoryUsage.rss(), ...outcome }
  process.send?.(answer)
}

process.on('message', (ask: Ask) => {
  if ('warmUp' in ask) pool.warmUp()
  else if (ask.input) void draw(ask.id, ask.input)
  else wanted.get(ask.id)?.abort()
})
// Ctrl+C reaches the whole group: the server finishes what it draws, and says when this process is done with.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('disconnect', () => process.exit())

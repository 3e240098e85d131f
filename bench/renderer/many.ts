import { createRendererPool } from '../../server/renderer/pool.ts'
import { PROMPTS } from './prompts.ts'

/**
 * A process of its own that draws `count` pictures on `threads` threads, as many at once as the pool takes, and prints
 * {"seconds", "rssMb"}: what drawing costs in time, and what the process holds when it is done.
 */
const [count = 100, threads = 2] = process.argv.slice(2).map(Number)
const pool = createRendererPool({ threads })
const draw = (index: number) =>
  pool.render({
    words: PROMPTS[index % PROMPTS.length] ?? PROMPTS[0],
    seed: index,
    width: 1024,
    height: 1024,
    style: 'illustration',
  })
await Promise.all(Array.from({ length: threads * 2 }, (_, i) => draw(i)))
const begun = performance.now()
let next = 0
const drawOn = async () => {
  while (next < count) await draw(next++)
}
await Promise.all(Array.from({ length: threads * 2 }, drawOn))
const seconds = (performance.now() - begun) / 1000
console.log(JSON.stringify({ seconds, rssMb: process.memoryUsage().rss / 2 ** 20 }))
await pool.close()

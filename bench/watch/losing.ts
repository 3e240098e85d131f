import { createRandom, type Random } from '../queue/random.ts'
import { answerCommands } from './commands.ts'
import type { Watched } from './crowd.ts'
import { sleep } from './plan.ts'
import { openStream } from './stream.ts'

/** Watchers who lose their streams and come back, in a process of their own. */
export type Losing = { port: number; watched: (Watched & { id: string })[]; disconnects: number; seed: number }
export type Learnt = {
  disconnects: number
  /** Pictures that ended while their watcher was away. */
  endedAway: number
  /** The status each picture ended with, as its watcher was told; absent for who was not. */
  endings: Record<string, string>
}

const PATIENCE_MS = 30_000
const ENDED = /"status":"(ready|failed|cancelled)"/

answerCommands({
  async lose({ port, watched, disconnects, seed }: Losing): Promise<Learnt> {
    const random = createRandom(seed)
    const learnt: Learnt = { disconnects: 0, endedAway: 0, endings: {} }
    const mayDrop = () => learnt.disconnects < disconnects
    const watchToTheEnd = async (each: Losing['watched'][number]) => {
      for (let first = true; ; first = false) {
        const { ending, told } = await watchOnce(port, each, random, mayDrop)
        if (ending) {
          learnt.endings[each.id] = ending
          if (!first && told === 1) learnt.endedAway++
          return
        }
        learnt.disconnects++
        await sleep(random.between(0, 500))
      }
    }
    const all = Promise.all(watched.map(watchToTheEnd))
    await Promise.race([all, sleep(PATIENCE_MS)])
    return learnt
  },
})

/** One stream until the picture ends or the connection is dropped: one in five at once, the others at any moment. */
function watchOnce(port: number, watched: Watched, random: Random, mayDrop: () => boolean) {
  return new Promise<{ ending: string | undefined; told: number }>((resolve) => {
    let ending: string | undefined
    let told = 0
    const onData = (json: string) => {
      told++
      ending = ENDED.exec(json)?.[1] ?? ending
    }
    const socket = openStream(
      { port, ...watched },
      { onData, onEvent: (name) => name === 'return' && socket.destroy(), onClose },
    )
    const drop = () => {
      if (mayDrop()) socket.destroy()
    }
    const timer = setTimeout(drop, random.next() < 0.2 ? random.between(0, 5) : random.between(0, 4_000))
    function onClose() {
      clearTimeout(timer)
      resolve({ ending, told })
    }
  })
}

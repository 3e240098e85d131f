import { createRandom, type Random } from '../queue/random.ts'
import { answerCommands } from './commands.ts'
import type { Watched } from './crowd.ts'
import { openStream } from './stream.ts'

/** Watchers who come and go, in a process of their own. */
const AT_ONCE = 200

answerCommands({
  async drop({ port, watched, count, seed }: { port: number; watched: Watched[]; count: number; seed: number }) {
    const random = createRandom(seed)
    let left = count
    const come = async () => {
      while (left-- > 0) {
        const each = watched[random.whole(0, watched.length - 1)]
        if (each) await comeAndGo(port, each, random)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, come))
  },
})

function comeAndGo(port: number, watched: Watched, random: Random): Promise<void> {
  return new Promise((resolve) => {
    const leave = () => void socket.destroy()
    const way = random.whole(0, 2)
    const onData = () => {
      if (way === 0) leave()
    }
    const socket = openStream({ port, ...watched }, { onData, onEvent: () => {}, onClose: resolve })
    if (way === 1) socket.once('connect', leave)
    if (way === 2) setTimeout(leave, random.between(0, 300))
  })
}

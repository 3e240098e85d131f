import type { Socket } from 'node:net'
import { answerCommands } from './commands.ts'
import { cpuMicros, nanoseconds } from './servers/weigh.ts'
import { openStream } from './stream.ts'

/** The watchers, all in one process. What they are told is counted and thrown away. */
export type Watched = { path: string; visitor: string }
export type Told = { events: number; cpuMicros: number; open: number }

const OPENING_AT_ONCE = 100

type Watcher = { socket: Socket; round: number }
let watchers = new Set<Watcher>()
let events = 0
let lastJson = ''
let round = 0
let missing = 0
let roundOver: ((at: number) => void) | undefined

function endOfRound() {
  if (missing > 0 || !roundOver) return
  roundOver(nanoseconds())
  roundOver = undefined
}

/** Opens one stream; settles with its first snapshot, or with its end. */
function open(port: number, watched: Watched): Promise<void> {
  return new Promise((resolve) => {
    const heard = (json: string) => {
      events++
      lastJson = json
      resolve()
      if (watcher.round === round) return
      watcher.round = round
      missing--
      endOfRound()
    }
    const gone = () => {
      resolve()
      if (!watchers.delete(watcher)) return
      if (watcher.round !== round) missing--
      endOfRound()
    }
    const socket = openStream({ port, ...watched }, { onData: heard, onEvent: () => {}, onClose: gone })
    const watcher: Watcher = { socket, round }
    watchers.add(watcher)
  })
}

answerCommands({
  async open({ port, watched }: { port: number; watched: Watched[] }) {
    const todo = [...watched]
    const openNext = async () => {
      for (let next = todo.pop(); next; next = todo.pop()) await open(port, next)
    }
    await Promise.all(Array.from({ length: OPENING_AT_ONCE }, openNext))
    return watchers.size
  },
  /** From now on a round is over when every watcher has heard something. */
  arm() {
    round++
    missing = watchers.size
  },
  /** When the last of them had it; asked for after `arm`. */
  lastHeard: () =>
    new Promise<number>((resolve) => {
      roundOver = resolve
      endOfRound()
    }),
  told: (): Told => ({ events, cpuMicros: cpuMicros(), open: watchers.size }),
  lastJson: () => lastJson,
  async close() {
    const all = [...watchers]
    watchers = new Set()
    for (const { socket } of all) socket.destroy()
    await new Promise((resolve) => setTimeout(resolve, 500))
  },
})

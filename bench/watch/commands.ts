import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { startNode } from '../http/child.ts'

type Answer = { id: number; result?: unknown; error?: string }
type Question = { id: number; name: string; input: unknown }

/** In a process of the bench: answers by name what its parent asks, and says that it is ready. */
export function answerCommands(commands: Record<string, (input: never) => unknown>) {
  process.on('message', async ({ id, name, input }: Question) => {
    try {
      const command = commands[name]
      if (!command) throw new Error(`no command ${name}`)
      process.send?.({ id, result: await command(input as never) } satisfies Answer)
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  })
  process.on('disconnect', () => process.exit())
  process.send?.({ id: 0 })
}

export type Asked = {
  /** Throws what the command threw, or that the process ended. */
  ask<T>(name: string, input?: unknown): Promise<T>
  stop(): Promise<void>
}

/** Starts a script that answers commands, kept to one core. */
export async function startAsked(script: URL, core: 0 | 1, input: unknown = {}): Promise<Asked> {
  const child: ChildProcess = startNode(script, core, input)
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let asked = 0
  child.on('message', ({ id, result, error }: Answer) => {
    const question = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) question?.resolve(result)
    else question?.reject(new Error(`${script.pathname.split('/').at(-1)}: ${error}`))
  })
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`a process of the bench ended with ${code}`))
  })
  const answerTo = (id: number) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.set(id, { resolve, reject })
    })
  await answerTo(0)
  return {
    async ask<T>(name: string, input: unknown = null) {
      const id = ++asked
      child.send({ id, name, input } satisfies Question)
      return (await answerTo(id)) as T
    },
    async stop() {
      if (child.exitCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

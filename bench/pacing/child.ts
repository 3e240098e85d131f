import { fork } from 'node:child_process'
import { once } from 'node:events'

type Ask = { id: number; method: string; input: unknown }
type Answer = { id: number; ok: true; output: unknown } | { id: number; ok: false; message: string }
export type Handlers = Record<string, (input: never) => unknown>

/** A process of its own whose handlers can be called; `Methods` is the type of what it serves. */
export type Child<Methods extends Handlers> = {
  call<Name extends keyof Methods & string>(
    method: Name,
    input: Parameters<Methods[Name]>[0],
  ): Promise<Awaited<ReturnType<Methods[Name]>>>
  stop(): Promise<void>
}

/** Starts a module that calls `serve` as a process of its own. */
export function startChild<Methods extends Handlers>(module: URL, args: readonly string[]): Child<Methods> {
  const child = fork(module, args, { execArgv: ['--import', 'tsx'], serialization: 'advanced' })
  const waiting = new Map<number, { resolve(output: never): void; reject(error: Error): void }>()
  let asked = 0
  child.on('message', (answer: Answer) => {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.ok) one?.resolve(answer.output as never)
    else one?.reject(new Error(answer.message))
  })
  child.on('exit', (code) => {
    for (const one of waiting.values()) one.reject(new Error(`${module.pathname} ${args[0]} ended with ${code}`))
    waiting.clear()
  })
  return {
    call: (method, input) =>
      new Promise((resolve, reject) => {
        asked++
        waiting.set(asked, { resolve, reject })
        child.send({ id: asked, method, input } satisfies Ask)
      }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill()
      await gone
    },
  }
}

/** Answers the calls of the process that started this one; ends with it. */
export function serve(handlers: Handlers) {
  process.on('message', ({ id, method, input }: Ask) => {
    Promise.resolve()
      .then(() => handlers[method]?.(input as never))
      .then((output) => process.send?.({ id, ok: true, output } satisfies Answer))
      .catch((error: Error) => process.send?.({ id, ok: false, message: `${error.stack} ${error.cause ?? ''}` }))
  })
  process.on('disconnect', () => process.exit())
}

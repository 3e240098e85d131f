import { spawn } from 'node:child_process'
import { once } from 'node:events'

export type Ran = { name: string; code: number; output: string; seconds: number }

/** Runs a program of node_modules (or Node itself) to its end and returns what it printed, both streams together. */
export async function runCommand(name: string, command: string, args: string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  const started = performance.now()
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  const [code] = await once(child, 'close')
  return { name, code: code ?? 1, output, seconds: Math.round((performance.now() - started) / 100) / 10 }
}

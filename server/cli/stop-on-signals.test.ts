import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const module = fileURLToPath(new URL('./stop-on-signals.ts', import.meta.url))

/** A process that stops the given way, once it has said that it listens for signals. */
async function startProcess(stop: string) {
  const code = `
    import { stopOnSignals } from ${JSON.stringify(module)}
    stopOnSignals(async () => { console.log('stopping'); ${stop} })
    setInterval(() => {}, 1000)
    console.log('up')`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code])
  await once(child.stdout, 'data')
  return child
}

test('the first SIGTERM stops in good order', async () => {
  const child = await startProcess('')
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('the second SIGTERM ends at once what does not come to an end', async () => {
  const child = await startProcess('await new Promise(() => {})')
  child.kill('SIGTERM')
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([1, null])
})

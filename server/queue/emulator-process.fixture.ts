import { createEmulator, type EmulatorOptions } from '../emulator/emulator.ts'
import { plainDraw } from '../emulator/plain-draw.ts'

/** An upstream in a process of its own, told on its command line as JSON; its pictures are tiny, whatever size is asked for. */
const options: EmulatorOptions = JSON.parse(process.argv[2] ?? '{}')
const emulator = await createEmulator({ ...options, draw: (words, seed) => plainDraw(words, seed, 16, 16) })
process.on('disconnect', () => process.exit())
process.send?.(emulator.url)

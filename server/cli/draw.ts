import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { renderPicture } from '../renderer/render-picture.ts'
import { styles } from '../renderer/styles.ts'

const LARGEST = 2048
const SMALLEST = 64
const LONGEST_WORDS = 300

function wholeNumber(low: number, high: number): (value: string) => number {
  return (value) => {
    const number = Number(value)
    if (!Number.isInteger(number) || number < low || number > high)
      throw new InvalidArgumentError(`Allowed: a whole number from ${low} to ${high}.`)
    return number
  }
}

function wordsArgument(value: string): string {
  const words = value.normalize('NFKC').trim()
  if (words === '') throw new InvalidArgumentError('Say what to draw, for example "a red car at sunset".')
  if ([...words].length > LONGEST_WORDS) throw new InvalidArgumentError(`At most ${LONGEST_WORDS} characters.`)
  return words
}

function fileArgument(value: string): string {
  if (!['.webp', '.png'].includes(extname(value).toLowerCase()))
    throw new InvalidArgumentError('The name must end in .webp or .png.')
  return value
}

const program = new Command('draw')
  .description('Draws words with the in-house renderer.')
  .argument('<words>', 'what to draw', wordsArgument)
  .argument('<file>', 'where to put it: .webp or .png', fileArgument)
  .option('--size <pixels>', 'width and height', wholeNumber(SMALLEST, LARGEST), 1024)
  .addOption(new Option('--style <name>', 'how it looks').choices(Object.keys(styles)).default('illustration'))
  .option('--seed <number>', 'another number, another picture', wholeNumber(0, 2 ** 32 - 1), 1)
  .action(async (words: string, file: string, options: { size: number; style: string; seed: number }) => {
    const started = performance.now()
    const format = extname(file).toLowerCase() === '.png' ? 'png' : 'webp'
    const { bytes } = await renderPicture(
      { words, seed: options.seed, width: options.size, height: options.size, style: options.style },
      format,
    )
    await writeFile(file, bytes)
    console.log(
      `${file}: ${options.size}x${options.size}, ${Math.ceil(bytes.length / 1024)} kB, ${Math.round(performance.now() - started)} ms`,
    )
  })

try {
  await program.parseAsync()
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

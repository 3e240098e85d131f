import { readFile, writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { ImageFormat } from '../renderer/encode.ts'
import { renderPicture } from '../renderer/render-picture.ts'
import { drawSheetPage, PICTURES_A_PAGE } from '../renderer/sheet.ts'
import { LONGEST_SIDE, parseSize, SHORTEST_SIDE, type Size, sizes } from '../renderer/sizes.ts'
import { styles } from '../renderer/styles/styles.ts'

const LONGEST_WORDS = 300
const LARGEST_SEED = 2 ** 32 - 1
const DEFAULT_SIZE: Size = sizes['1024']
const SHEET_SIZE: Size = sizes['512']

type Options = { size?: Size; style: string; seed: number; sheet?: string }

function seedOption(value: string): number {
  const seed = Number(value)
  if (!Number.isInteger(seed) || seed < 0 || seed > LARGEST_SEED)
    throw new InvalidArgumentError(`Allowed: a whole number from 0 to ${LARGEST_SEED}.`)
  return seed
}

function sizeOption(value: string): Size {
  const size = parseSize(value)
  if (!size)
    throw new InvalidArgumentError(
      `Allowed: ${Object.keys(sizes).join(', ')}, or WIDTHxHEIGHT or one number for a square, each side ${SHORTEST_SIDE} to ${LONGEST_SIDE}.`,
    )
  return size
}

function wordsOf(value: string | undefined): string {
  const words = (value ?? '').normalize('NFKC').trim()
  if (words === '') throw new Error('Say what to draw, for example "a red car at sunset".')
  if ([...words].length > LONGEST_WORDS) throw new Error(`Words to draw may have at most ${LONGEST_WORDS} characters.`)
  return words
}

function formatOf(file: string | undefined): ImageFormat {
  if (!file) throw new Error('Say where to put the picture, for example picture.webp.')
  const ending = extname(file).toLowerCase()
  if (ending !== '.webp' && ending !== '.png' && ending !== '.avif')
    throw new Error(`The name of the picture must end in .webp, .png or .avif; "${file}" does not.`)
  return ending.slice(1) as ImageFormat
}

async function write(file: string, bytes: Buffer, what: string, since: number): Promise<void> {
  await writeFile(file, bytes)
  console.log(`${file}: ${what}, ${Math.ceil(bytes.length / 1024)} kB, ${Math.round(performance.now() - since)} ms`)
}

async function drawOne(given: string | undefined, file: string | undefined, options: Options): Promise<void> {
  const started = performance.now()
  const words = wordsOf(given)
  const format = formatOf(file)
  const size = options.size ?? DEFAULT_SIZE
  const { bytes } = await renderPicture({ words, seed: options.seed, style: options.style, ...size }, format)
  await write(file ?? '', bytes, `${size.width}x${size.height}`, started)
}

/** sheet.webp, sheet-2.webp, …: 24 prompts each; empty lines and lines beginning with # are passed over. */
async function drawSheet(list: string, file: string | undefined, options: Options): Promise<void> {
  const format = formatOf(file)
  const lines = (await readFile(list, 'utf8')).split('\n').map((line) => line.trim())
  const prompts = lines.filter((line) => line !== '' && !line.startsWith('#')).map(wordsOf)
  if (prompts.length === 0) throw new Error(`${list} has no prompts: write one a line.`)
  const look = { seed: options.seed, style: options.style, ...(options.size ?? SHEET_SIZE) }
  for (let from = 0; from < prompts.length; from += PICTURES_A_PAGE) {
    const started = performance.now()
    const page = prompts.slice(from, from + PICTURES_A_PAGE)
    const name = from === 0 ? file : file?.replace(/(\.\w+)$/, `-${from / PICTURES_A_PAGE + 1}$1`)
    const bytes = await drawSheetPage(page, look, format, from + 1)
    await write(name ?? '', bytes, `${page.length} pictures`, started)
  }
}

const program = new Command('draw')
  .description('Draws words with the in-house renderer.')
  .usage('"a red car at sunset" picture.webp [options]\n       draw --sheet prompts.txt sheet.webp [options]')
  .argument('[words]', 'what to draw')
  .argument('[file]', 'where to put it: .webp, .png or .avif')
  .option(
    '--size <size>',
    `${Object.keys(sizes).join(', ')}, WIDTHxHEIGHT, or one number for a square (default: 1024; 512 on a sheet)`,
    sizeOption,
  )
  .addOption(new Option('--style <name>', 'how it looks').choices(Object.keys(styles)).default('illustration'))
  .option('--seed <number>', 'another number, another picture', seedOption, 1)
  .option('--sheet <file>', 'draw every line of this file on contact sheets of 24, to judge them at a glance')
  .action(async (first: string | undefined, second: string | undefined, options: Options) => {
    if (options.sheet === undefined) return drawOne(first, second, options)
    if (second !== undefined) throw new Error('With --sheet name only the picture to write: the words are in the file.')
    return drawSheet(options.sheet, first, options)
  })

try {
  await program.parseAsync()
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const script = fileURLToPath(new URL('./draw.ts', import.meta.url))

function draw(...args: string[]): Promise<{ code: number; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', script, ...args], (error, _, stderr) =>
      resolve({ code: error ? 1 : 0, stderr }),
    )
  })
}

describe('npm run draw', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'draw-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it.each(['webp', 'png'])('writes a %s of the size asked for', async (format) => {
    const file = join(folder, `out.${format}`)
    expect(await draw('a red car at sunset', file, '--size', '128', '--seed', '2')).toMatchObject({
      code: 0,
      stderr: '',
    })
    expect(await sharp(await readFile(file)).metadata()).toMatchObject({ format, width: 128, height: 128 })
  })

  it('writes AVIF, and other shapes than the square', async () => {
    const file = join(folder, 'wide.avif')
    expect(await draw('a boat', file, '--size', '160x90')).toMatchObject({ code: 0, stderr: '' })
    expect(await sharp(await readFile(file)).metadata()).toMatchObject({ format: 'heif', width: 160, height: 90 })
  })

  it('draws every line of a file on pages of 24', async () => {
    const list = join(folder, 'prompts.txt')
    await writeFile(list, `# remarks are no prompts\n\n${'a red car\n'.repeat(25)}`)
    const sheet = join(folder, 'sheet.png')
    expect(await draw('--sheet', list, sheet, '--size', '64')).toMatchObject({ code: 0, stderr: '' })
    const [first, second] = await Promise.all(
      [sheet, join(folder, 'sheet-2.png')].map((file) => sharp(file).metadata()),
    )
    expect(first?.height).toBeGreaterThan(3 * (second?.height ?? Number.POSITIVE_INFINITY))
    expect(first?.width).toBeGreaterThan(5 * (second?.width ?? Number.POSITIVE_INFINITY))
  })

  it.each([
    ['no words', ['', 'out.webp'], /Say what to draw/],
    ['no file', ['cat'], /Say where to put/],
    ['an unknown ending', ['cat', 'out.gif'], /\.webp, \.png or \.avif/],
    ['a size out of bounds', ['cat', 'out.webp', '--size', '9'], /64 to 2048/],
    ['a shape there is not', ['cat', 'out.webp', '--size', '4:3'], /16:9/],
    ['an unknown style', ['cat', 'out.webp', '--style', 'cubist'], /illustration/],
    ['a folder that is not there', ['cat', '/no/such/folder/out.webp'], /ENOENT/],
    ['a list that is not there', ['--sheet', '/no/such/list.txt', 'out.webp'], /ENOENT/],
    ['words beside a list', ['--sheet', 'list.txt', 'cat', 'out.webp'], /only the picture/],
  ])('says in one line what is wrong with %s', async (_, args, message) => {
    const { code, stderr } = await draw(...args)
    expect(code).toBe(1)
    expect(stderr).toMatch(message)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})

import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
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

  it.each([
    ['no words', ['', 'out.webp'], /Say what to draw/],
    ['an unknown ending', ['cat', 'out.gif'], /\.webp or \.png/],
    ['a size out of bounds', ['cat', 'out.webp', '--size', '9'], /64 to 2048/],
    ['an unknown style', ['cat', 'out.webp', '--style', 'cubist'], /illustration/],
    ['a folder that is not there', ['cat', '/no/such/folder/out.webp'], /ENOENT/],
  ])('says in one line what is wrong with %s', async (_, args, message) => {
    const { code, stderr } = await draw(...args)
    expect(code).toBe(1)
    expect(stderr).toMatch(message)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})

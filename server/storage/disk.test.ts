import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { describeStorage, UNKNOWN_HASH, webpOf } from './contract.ts'
import { createDiskStorage } from './disk.ts'
import { toStorageError } from './storage-error.ts'

const PUT_WITHOUT_END = fileURLToPath(new URL('./put-without-end.fixture.ts', import.meta.url))
const made: string[] = []
const freshDir = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'drawbridge-storage-'))
  made.push(dir)
  return dir
}
afterAll(() => Promise.all(made.map((dir) => rm(dir, { recursive: true, force: true }))))

const filesIn = async (dir: string) =>
  (await readdir(dir, { recursive: true, withFileTypes: true })).filter((e) => e.isFile()).map((e) => e.name)

describeStorage('the storage on disk', async () => createDiskStorage({ dir: await freshDir() }))

describe('the storage on disk survives what happens to processes and disks', () => {
  test('pictures are still there after a restart', async () => {
    const dir = await freshDir()
    const webp = await webpOf(1)
    const hash = await createDiskStorage({ dir }).put(webp)
    const restarted = createDiskStorage({ dir })
    expect(await restarted.stat(hash, 'webp')).toEqual({ bytes: webp.length })
    expect(await readFile(join(dir, hash.slice(0, 2), hash.slice(2, 4), `${hash}.webp`))).toEqual(webp)
  })

  test('what a crash left half written is never served, and is removed by a start a minute later', async () => {
    const dir = await freshDir()
    const file = join(dir, 'tmp', UNKNOWN_HASH)
    await mkdir(join(dir, 'tmp'))
    await writeFile(file, 'half a pict')
    expect(await createDiskStorage({ dir }).stat(UNKNOWN_HASH, 'webp')).toBeUndefined()
    expect(await filesIn(dir)).toHaveLength(1) // it may be what another process writes at this moment
    const longAgo = new Date(Date.now() - 61_000)
    await utimes(file, longAgo, longAgo)
    createDiskStorage({ dir })
    expect(await filesIn(dir)).toEqual([])
  })

  test('a process killed in the middle of putting leaves only whole pictures', { timeout: 60_000 }, async () => {
    const dir = await freshDir()
    for (let kill = 0; kill < 5; kill++) {
      const child = spawn(process.execPath, ['--import', 'tsx', PUT_WITHOUT_END, dir], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const exited = once(child, 'exit')
      await Promise.race([once(child.stdout, 'data'), exited])
      await new Promise((resolve) => setTimeout(resolve, 10 + kill * 7))
      child.kill('SIGKILL')
      await exited
    }
    const storage = createDiskStorage({ dir })
    await rm(join(dir, 'tmp'), { recursive: true }) // half written, and swept a minute later
    const names = await filesIn(dir)
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) {
      const hash = name.replace('.webp', '')
      expect(await storage.put(await buffer(storage.read(hash, 'webp')))).toBe(hash)
    }
  })

  test('a file cut short by a broken disk is written anew by the next put', async () => {
    const dir = await freshDir()
    const webp = await webpOf(2)
    const hash = await createDiskStorage({ dir }).put(webp)
    await writeFile(join(dir, hash.slice(0, 2), hash.slice(2, 4), `${hash}.webp`), webp.subarray(0, 20))
    const storage = createDiskStorage({ dir })
    await storage.put(webp)
    expect(await buffer(storage.read(hash, 'webp'))).toEqual(webp)
  })

  test('a second process starting on the same directory spoils no put of the first', async () => {
    const dir = await freshDir()
    const storage = createDiskStorage({ dir })
    const webps = await Promise.all(Array.from({ length: 30 }, (_, i) => webpOf(i)))
    const puts = webps.map((webp) => storage.put(webp))
    createDiskStorage({ dir })
    for (const [i, hash] of (await Promise.all(puts)).entries())
      expect(await buffer(storage.read(hash, 'webp'))).toEqual(webps[i])
  })

  test('a disk that takes nothing is told as a lack of capacity, without naming a path', async () => {
    const dir = await freshDir()
    const webp = await webpOf(3)
    const hash = await createDiskStorage({ dir: await freshDir() }).put(webp)
    await writeFile(join(dir, hash.slice(0, 2)), 'a file where a directory should be')
    const refusal = await createDiskStorage({ dir })
      .put(webp)
      .catch((error: unknown) => error)
    expect(refusal).toMatchObject({ kind: 'capacity', reason: 'storage' })
    expect(String(refusal)).not.toContain(dir)
    expect(await filesIn(join(dir, 'tmp'))).toEqual([])
    expect(() => createDiskStorage({ dir: join(dir, hash.slice(0, 2)) })).toThrow(AppError)
    for (const code of ['ENOSPC', 'EROFS', 'EACCES'])
      expect(toStorageError(Object.assign(new Error(dir), { code, syscall: 'write' }))).toMatchObject({
        kind: 'capacity',
        message: `pictures cannot be stored or read now (${code})`,
      })
  })
})

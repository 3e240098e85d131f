import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Writes `bytes` to `path` so that at any moment it is absent or whole, and durable when this resolves: a temporary
 * file in `temp` (same file system), fsync, rename, fsync of the directories up to `root`. Rejects with the system error.
 */
export async function writeAtomically(path: string, bytes: Uint8Array, { root, temp }: { root: string; temp: string }) {
  const temporary = join(temp, randomUUID())
  const made = await mkdir(dirname(path), { recursive: true })
  await mkdir(temp, { recursive: true })
  try {
    await writeSynced(temporary, bytes)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncDirectories(path, made ? root : dirname(path))
}

async function writeSynced(path: string, bytes: Uint8Array) {
  const file = await open(path, 'wx', 0o644)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes names durable: every directory from the one that holds `path` up to and including `last`. */
export async function syncDirectories(path: string, last: string) {
  for (let dir = dirname(path); dir.length >= last.length; dir = dirname(dir)) {
    const handle = await open(dir, 'r')
    await handle.sync().finally(() => handle.close())
    if (dir === dirname(dir)) break
  }
}

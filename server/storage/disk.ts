import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs'
import { readdir, readFile, rm, stat as statFile, utimes } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { LRUCache } from 'lru-cache'
import { AppError } from '../errors.ts'
import { syncDirectories, writeAtomically } from './atomic-file.ts'
import { createKeyedMutex } from './keyed-mutex.ts'
import { orAbsent, systemCode, toStorageError } from './storage-error.ts'
import { STORED_FORMATS, type Storage, type Stored, type StoredFormat } from './types.ts'

type MadeFormat = Exclude<StoredFormat, 'webp'>
type Part = { start?: number; end?: number }

/** A file is written in a moment; one that is older was left by a process that is gone. Younger ones may be another's work. */
const LEFT_BEHIND_MS = 60_000
const HASH = /^[0-9a-f]{64}$/
const SIZES_REMEMBERED = 50_000
const isFormat = (text: string | undefined): text is StoredFormat => STORED_FORMATS.some((format) => format === text)
const notStored = () => new AppError('not-found', 'no-such-picture', 'this picture is not stored')

/**
 * Keeps pictures in `dir` as ab/cd/<hash>.webp, .png and .avif. What a killed process left half written is never served, and is
 * removed here. Everything throws AppError `capacity`/`storage` when the disk is full or not writable; `read` throws
 * AppError `not-found`. Sizes are remembered: a file that others than this storage delete may still be found by `stat`.
 */
export function createDiskStorage({ dir }: { dir: string }): Storage {
  const root = resolve(dir)
  const temp = join(root, 'tmp')
  const sizes = new LRUCache<string, number>({ max: SIZES_REMEMBERED })
  /** Whatever writes or removes a picture's files waits for its turn on that picture. */
  const inTurn = createKeyedMutex()
  let removals = 0
  try {
    mkdirSync(temp, { recursive: true })
    sweep(temp)
  } catch (error) {
    throw toStorageError(error)
  }

  const pathOf = (hash: string, format: StoredFormat) =>
    join(root, hash.slice(0, 2), hash.slice(2, 4), `${hash}.${format}`)

  const write = (path: string, bytes: Uint8Array) => writeAtomically(path, bytes, { root, temp })

  const sizeOf = async (hash: string, format: StoredFormat): Promise<number | undefined> => {
    const key = `${hash}.${format}`
    const known = sizes.get(key)
    if (known !== undefined) return known
    const before = removals
    const file = await statFile(pathOf(hash, format)).catch(orAbsent)
    if (file && before === removals) sizes.set(key, file.size)
    return file?.size
  }

  const put = async (bytes: Buffer) => {
    const hash = createHash('sha256').update(bytes).digest('hex')
    const path = pathOf(hash, 'webp')
    await inTurn(hash, async () => {
      const stored = await statFile(path).catch(orAbsent)
      // Another process may have put it a moment ago, without having made its name durable yet.
      if (stored?.size === bytes.length) {
        await utimes(path, new Date(), new Date()) // or a sweep would take it for one that was left behind
        await syncDirectories(path, dirname(path))
      } else await write(path, bytes)
    })
    return hash
  }

  const make = async (hash: string, format: MadeFormat): Promise<number | undefined> => {
    const webp = await readFile(pathOf(hash, 'webp')).catch(orAbsent)
    const made = webp && (await sizeOf(hash, format))
    if (!webp || made !== undefined) return made
    const { default: sharp } = await import('sharp') // 0.1 s and 20 MB that few servers ever need
    const picture = sharp(webp)
    // An AVIF of effort 4 takes 2 s; this one a twentieth, and it is smaller than the WebP all the same.
    const bytes = format === 'png' ? await picture.png().toBuffer() : await picture.avif({ effort: 0 }).toBuffer()
    await write(pathOf(hash, format), bytes)
    return sizeOf(hash, format)
  }

  const stat = async (hash: string, format: StoredFormat) => {
    if (!HASH.test(hash)) return undefined
    let bytes = await sizeOf(hash, format)
    if (bytes === undefined && format !== 'webp') bytes = await inTurn(hash, () => make(hash, format))
    return bytes === undefined ? undefined : { bytes }
  }

  const openFile = (hash: string, format: StoredFormat, part: Part): Readable => {
    const path = pathOf(hash, format)
    try {
      return createReadStream(path, { ...part, fd: openSync(path, 'r') })
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw toStorageError(error)
      sizes.delete(`${hash}.${format}`)
      throw notStored()
    }
  }

  const read = (hash: string, format: StoredFormat, part: Part = {}): Readable => {
    if (!HASH.test(hash)) throw notStored()
    if (format === 'webp' || existsSync(pathOf(hash, format))) return openFile(hash, format, part)
    if (!existsSync(pathOf(hash, 'webp'))) throw notStored()
    const made = async function* () {
      await storable(() => inTurn(hash, () => make(hash, format)))
      yield* openFile(hash, format, part)
    }
    return Readable.from(made(), { objectMode: false })
  }

  const remove = async (hash: string) => {
    if (!HASH.test(hash)) return
    await inTurn(hash, async () => {
      for (const format of STORED_FORMATS) await rm(pathOf(hash, format), { force: true })
      removals++
      for (const format of STORED_FORMATS) sizes.delete(`${hash}.${format}`)
      await syncDirectories(pathOf(hash, 'webp'), dirname(pathOf(hash, 'webp'))).catch(orAbsent)
    })
  }

  const list = async (prefix: string) => {
    const found = new Map<string, Stored>()
    if (!/^[0-9a-f]{2}$/.test(prefix)) return found
    const folder = join(root, prefix)
    const inside = (await readdir(folder, { withFileTypes: true }).catch(orAbsent)) ?? []
    for (const { name } of inside.filter((entry) => entry.isDirectory())) {
      for (const file of (await readdir(join(folder, name)).catch(orAbsent)) ?? []) {
        const [hash = '', format] = file.split('.')
        if (!HASH.test(hash) || !isFormat(format)) continue
        const stat = await statFile(pathOf(hash, format)).catch(orAbsent)
        if (!stat) continue
        const { whole, bytes, ageMs } = found.get(hash) ?? { whole: false, bytes: 0, ageMs: Number.POSITIVE_INFINITY }
        found.set(hash, {
          whole: whole || format === 'webp',
          bytes: bytes + stat.size,
          ageMs: Math.min(ageMs, Date.now() - stat.mtimeMs),
        })
      }
    }
    return found
  }

  return {
    put: (bytes) => storable(() => put(bytes)),
    stat: (hash, format) => storable(() => stat(hash, format)),
    read,
    remove: (hash) => storable(() => remove(hash)),
    list: (prefix) => storable(() => list(prefix)),
  }
}

async function storable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toStorageError(error)
  }
}

function sweep(folder: string) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const file = statSync(path, { throwIfNoEntry: false })
    if (file && Date.now() - file.mtimeMs > LEFT_BEHIND_MS) rmSync(path, { recursive: true, force: true })
  }
}

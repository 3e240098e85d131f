import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openSqlite } from '../../../db/sqlite.ts'
import { temporaryFolder } from '../../../db/temporary.fixture.ts'
import { FakeClock } from '../../clock.fake.ts'
import { createRandom } from '../../emulator/random.ts'
import { compileOnce } from '../../queue/compiled.fixture.ts'
import { createDiskStorage } from '../../storage/disk.ts'
import { createLog } from '../../telemetry/log.ts'
import { createKeeping } from './keeping.ts'
import { PREFIXES } from './measure.ts'

const CHILD = compileOnce(new URL('./crash-process.fixture.ts', import.meta.url))

/** A life that ends before its n-th step; with 0, it goes on until it is killed. */
function start(folder: string, killBefore: number) {
  const child = spawn(process.execPath, [CHILD, folder, String(killBefore)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += String(chunk)
  })
  const firstWord = once(child.stdout, 'data')
  return { child, firstWord, said: () => said, exited: once(child, 'exit') }
}

/** What is on disk and in the tables: rows without a file, files without a row, and how much there is of each. */
async function readBooks(folder: string) {
  const db = openSqlite(join(folder, 'drawbridge.sqlite'))
  const disk = createDiskStorage({ dir: join(folder, 'images') })
  try {
    const { tables, db: rows } = db.read
    const images = (await rows.select().from(tables.images)).map(({ hash }) => hash)
    const entries = (await rows.select().from(tables.cacheEntries)).map(({ imageHash }) => imageHash)
    const shown = (await rows.select().from(tables.pictures)).map(({ imageHash }) => imageHash ?? '')
    const files: string[] = []
    for (const prefix of PREFIXES) {
      for (const [hash, { whole }] of await disk.list(prefix)) files.push(whole ? hash : `${hash}, in part`)
    }
    const needed = new Set([...entries, ...shown])
    return {
      rowsWithoutFile: images.filter((hash) => !files.includes(hash)),
      filesWithoutRow: files.filter((hash) => !images.includes(hash)),
      neededWithoutRow: [...needed].filter((hash) => !images.includes(hash)),
      neededByNobody: images.filter((hash) => !needed.has(hash)),
      shown: shown.length,
      entries: entries.length,
    }
  } finally {
    await db.close()
  }
}

const NOTHING_DANGLES = { rowsWithoutFile: [], filesWithoutRow: [], neededWithoutRow: [], neededByNobody: [] }

/** The next start's sweep, when what was left behind is an hour old. */
async function sweepLater(folder: string) {
  const images = join(folder, 'images')
  const longAgo = new Date(Date.now() - 2 * 3_600_000)
  for (const entry of readdirSync(images, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), longAgo, longAgo)
  }
  const db = openSqlite(join(folder, 'drawbridge.sqlite'))
  const storage = createDiskStorage({ dir: images })
  const log = createLog('silent')
  const keeping = createKeeping({ db, storage, clock: new FakeClock(), log, ttlMs: 3_600_000, maxBytes: undefined })
  await keeping.sweep()
  await keeping.close()
  await db.close()
  return keeping.tally
}

test('killed before any of its steps, a cache never has a row without its file, and a sweep leaves nothing dangling', async () => {
  const whole = start(temporaryFolder(), 1_000_000)
  await whole.exited
  const steps = Number(whole.said())
  expect(steps).toBeGreaterThan(30)
  let left = 0
  for (let step = 1; step <= steps; step++) {
    const folder = temporaryFolder()
    const [, signal] = await start(folder, step).exited
    expect(signal).toBe('SIGKILL')
    expect(await readBooks(folder), `before step ${step}`).toMatchObject({ rowsWithoutFile: [], neededWithoutRow: [] })
    const { unknownFiles, unused, missingFiles } = await sweepLater(folder)
    expect(missingFiles).toBe(0)
    left += unknownFiles + unused
    expect(await readBooks(folder), `swept after step ${step}`).toMatchObject(NOTHING_DANGLES)
  }
  expect(left).toBeGreaterThan(10) // or the kills proved nothing
}, 180_000)

test('killed at random moments, over and over on the same files, it ends the same way', async () => {
  const random = createRandom(11)
  const folder = temporaryFolder()
  for (let kill = 0; kill < 12; kill++) {
    const life = start(folder, 0)
    if (kill > 0) await life.firstWord
    await sleep(random() * 150)
    life.child.kill('SIGKILL')
    await life.exited
    expect(await readBooks(folder), `kill ${kill}`).toMatchObject({ rowsWithoutFile: [], neededWithoutRow: [] })
  }
  await sweepLater(folder)
  const books = await readBooks(folder)
  expect(books).toMatchObject(NOTHING_DANGLES)
  expect(books.shown).toBeGreaterThan(0)
}, 120_000)

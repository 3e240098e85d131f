import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDatabase, temporaryFolder } from '../../db/temporary.fixture.ts'
import { FakeClock } from '../clock.fake.ts'
import { AppError } from '../errors.ts'
import { until } from '../queue/until.fixture.ts'
import { createLog } from '../telemetry/log.ts'
import { createDiskStorage } from './disk.ts'
import { watchDisk } from './disk-watch.ts'

function open() {
  const real = createDiskStorage({ dir: join(temporaryFolder(), 'images') })
  const clock = new FakeClock()
  let full = false
  const put = async (bytes: Buffer) => {
    if (full) throw new AppError('capacity', 'storage', 'pictures cannot be stored or read now (ENOSPC)')
    return await real.put(bytes)
  }
  const db = temporaryDatabase()
  const said: string[] = []
  const log = Object.assign(createLog('silent'), {
    error: (_facts: object, words: string) => said.push(words),
    warn: (_facts: object, words: string) => said.push(words),
  })
  const disk = watchDisk({ db, storage: { ...real, put }, clock, log })
  return {
    ...{ disk, clock, said, db },
    fill: (set: boolean) => {
      full = set
    },
  }
}

test('a disk that cannot be written is told once, tried until it can, and left in peace after that', async () => {
  const { disk, clock, said, db, fill } = open()
  await disk.storage.put(Buffer.from('fits'))
  expect([disk.trouble, clock.armed]).toEqual([undefined, 0])
  fill(true)
  for (const words of ['one', 'two']) {
    await expect(disk.storage.put(Buffer.from(words))).rejects.toMatchObject({ reason: 'storage' })
  }
  expect(disk.trouble).toContain('ENOSPC')
  await clock.advance(2_000)
  await until('it waits for another try', () => clock.armed === 1)
  expect(said).toEqual([expect.stringMatching(/^the disk cannot be written: .* make room/)])
  fill(false)
  await clock.advance(2_000)
  await until('it is noticed', () => disk.trouble === undefined)
  expect(said[1]).toBe('the disk can be written again')
  expect(clock.armed).toBe(0)
  expect(await db.read.db.select().from(db.read.tables.auditLog)).toEqual([])
})

test('refusals of another kind say nothing about the disk', async () => {
  const { disk, clock } = open()
  const refusal = new AppError('limit', 'daily-quota', 'used up')
  await expect(disk.db.write(() => Promise.reject(refusal))).rejects.toBe(refusal)
  expect([disk.trouble, clock.armed]).toEqual([undefined, 0])
})

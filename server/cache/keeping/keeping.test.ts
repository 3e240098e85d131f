import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { until } from '../../queue/until.fixture.ts'
import { KB, openCache, TTL_MS } from './cache.fixture.ts'

const HOUR = 3_600_000

describe('a sweep', () => {
  test('removes what has expired: entry, image and bytes; what is wanted meanwhile stays', async () => {
    const { clock, keep, keeping, keys, images, isStored } = await openCache()
    const old = await keep('old')
    const wanted = await keep('wanted')
    await clock.advance(TTL_MS - 1)
    keeping.wanted('wanted') // in time, and not written down yet
    await clock.advance(1)
    await keeping.sweep()
    expect(await keys()).toEqual(['wanted'])
    expect(await images()).toEqual([wanted])
    expect([await isStored(old), await isStored(wanted)]).toEqual([false, true])
    expect(keeping.tally).toMatchObject({ expired: 1, missingFiles: 0 })
  })

  test('leaves an expired entry’s picture to the history it is in', async () => {
    const { clock, keep, keeping, keys, images, isStored } = await openCache()
    const kept = [await keep('shown', { shown: true }), await keep('sketch', { sketched: true })]
    await clock.advance(TTL_MS)
    await keeping.sweep()
    expect(await keys()).toEqual([])
    expect(await images()).toEqual([...kept].sort())
    for (const hash of kept) expect(await isStored(hash)).toBe(true)
  })

  test('removes images nothing needs, and files without a row once they are an hour old', async () => {
    const { keep, keeping, disk, images, isStored, age, pathOf } = await openCache()
    const unused = await keep('unused', { cached: false })
    const [old, young] = [await disk.put(Buffer.from('old')), await disk.put(Buffer.from('young'))]
    const onlyPng = 'ab'.repeat(32)
    await mkdir(dirname(pathOf(onlyPng)), { recursive: true })
    await writeFile(pathOf(onlyPng, 'png'), 'what is left of a removal')
    await age(old, HOUR + 60_000)
    await age(onlyPng, HOUR + 60_000, 'png')
    await age(young, HOUR - 60_000)
    await keeping.sweep()
    expect(await images()).toEqual([])
    expect([await isStored(unused), await isStored(old), await isStored(young)]).toEqual([false, false, true])
    expect((await disk.list('ab')).has(onlyPng)).toBe(false)
    expect(keeping.tally).toMatchObject({ unused: 1, unknownFiles: 2 })
  })

  test('a file put again is young again: it may be a drawing that is being written down', async () => {
    const { keeping, disk, isStored, age } = await openCache()
    const hash = await disk.put(Buffer.from('again'))
    await age(hash, 2 * HOUR)
    await disk.put(Buffer.from('again'))
    await keeping.sweep()
    expect(await isStored(hash)).toBe(true)
  })

  test('a picture whose file is gone is cached no more, which is reported; its row stays with its history', async () => {
    const { keep, keeping, keys, images, pathOf, text } = await openCache()
    const shown = await keep('shown', { shown: true })
    const cached = await keep('cached')
    await keep('well')
    for (const hash of [shown, cached]) await rm(pathOf(hash))
    await keeping.sweep()
    expect(await keys()).toEqual(['well'])
    const left = await images()
    expect([left.includes(shown), left.includes(cached), left.length]).toEqual([true, false, 2])
    expect(keeping.tally).toMatchObject({ missingFiles: 2 })
    expect(text()).toContain(`"image":"${shown}"`)
  })

  test('comes soon after the start and every hour from then on, until the end', async () => {
    const { clock, keep, keeping, keys } = await openCache()
    await keep('a')
    await clock.advance(TTL_MS)
    keeping.start()
    await clock.advance(5_000)
    await until('the first sweep', async () => (await keys()).length === 0)
    await until('the next is armed', async () => clock.armed === 1)
    await keep('b')
    await clock.advance(TTL_MS - HOUR)
    expect(await keys()).toEqual(['b'])
    for (let i = 0; i < 3; i++) {
      await until('the next is armed', async () => clock.armed === 1)
      await clock.advance(HOUR)
    }
    await until('a later sweep', async () => (await keys()).length === 0)
    await keeping.close()
    expect(clock.armed).toBe(0)
  })
})

describe('the budget', () => {
  test('over it, what is wanted least goes, with its image and bytes, until a tenth is free', async () => {
    const { clock, keep, keeping, wantOften, keys, images, isStored } = await openCache({ maxBytes: 100 * KB })
    const hashes: string[] = []
    for (let i = 0; i < 10; i++) hashes.push(await keep(`k${i}`))
    await wantOften('k0', 5)
    await wantOften('k3', 2)
    expect(await keys()).toHaveLength(10)
    await clock.advance(60_000)
    await keep('k10')
    await until('it is back under', () => keeping.tally.evicted === 2)
    expect(await keys()).toEqual(['k0', 'k10', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8', 'k9'])
    expect(await images()).toHaveLength(9)
    expect([await isStored(hashes[1] ?? ''), await isStored(hashes[0] ?? '')]).toEqual([false, true])
    expect(keeping.tally).toMatchObject({ evicted: 2, evictedBytes: 20 * KB })
    expect(await keeping.size()).toEqual({ pictures: 9, bytes: 90 * KB, heldBytes: 0, maxBytes: 100 * KB })
  })

  test('of two wanted alike, the greater goes first', async () => {
    const { keep, keeping, keys } = await openCache({ maxBytes: 100 * KB })
    await keep('great', { bytes: 60 * KB })
    await keep('small', { bytes: 10 * KB })
    await keep('middling', { bytes: 40 * KB })
    await keeping.sweep()
    expect(await keys()).toEqual(['middling', 'small'])
  })

  test('what has expired goes before anything that has not', async () => {
    const { clock, keep, keeping, wantOften, keys } = await openCache({ maxBytes: 50 * KB })
    await keep('wanted once, long ago')
    await keep('wanted often, long ago')
    await wantOften('wanted often, long ago', 1000)
    await clock.advance(TTL_MS + 10_000)
    for (let i = 0; i < 4; i++) await keep(`new ${i}`)
    await keeping.sweep()
    expect(await keys()).toEqual(['new 0', 'new 1', 'new 2', 'new 3'])
    expect(keeping.tally).toMatchObject({ expired: 2, evicted: 0 })
  })

  test('never takes what a history or a page needs, and says that it cannot be met', async () => {
    const { keep, keeping, keys, isStored, text } = await openCache({ maxBytes: 50 * KB })
    const held = [
      await keep('shown', { bytes: 40 * KB, shown: true }),
      await keep('sketch', { bytes: 30 * KB, sketched: true }),
    ]
    const free = await keep('free')
    await keeping.sweep()
    expect(await keys()).toEqual(['shown', 'sketch'])
    for (const hash of held) expect(await isStored(hash)).toBe(true)
    expect(await isStored(free)).toBe(false)
    expect(await keeping.size()).toEqual({ pictures: 2, bytes: 70 * KB, heldBytes: 70 * KB, maxBytes: 50 * KB })
    expect(text()).toContain('what is left of it is in histories')
    expect(text()).toContain('"heldBytes":70000')
  })

  test('an image that two entries show counts once, and goes when the better wanted of them would', async () => {
    const { clock, keep, keeping, wantOften, keys, images } = await openCache({ maxBytes: 40 * KB })
    await keep('one', { of: 'same' })
    await keep('other', { of: 'same' })
    await wantOften('other', 3)
    await keep('third')
    await keep('fourth')
    await clock.advance(60_001)
    expect((await keeping.size()).bytes).toBe(30 * KB)
    await keep('fifth')
    await keep('sixth')
    await keeping.sweep()
    expect(await keys()).toEqual(['fifth', 'one', 'other', 'sixth'])
    await keep('seventh')
    for (const key of ['fifth', 'sixth', 'seventh']) await wantOften(key, 9)
    await keep('eighth') // itself wanted least: it makes no room for others
    await keeping.sweep()
    expect(await keys()).toEqual(['fifth', 'seventh', 'sixth'])
    expect(await images()).toHaveLength(3)
  })

  test('without one, nothing is evicted', async () => {
    const { keep, keeping, keys } = await openCache()
    for (let i = 0; i < 5; i++) await keep(`k${i}`, { bytes: 100 * KB })
    await keeping.sweep()
    expect(await keys()).toHaveLength(5)
    expect(await keeping.size()).toMatchObject({ bytes: 500 * KB, maxBytes: null })
  })
})

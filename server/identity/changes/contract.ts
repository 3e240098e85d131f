import { expect, onTestFinished, test } from 'vitest'
import { FakeClock } from '../../clock.fake.ts'
import { until } from '../../queue/until.fixture.ts'
import { createReadCache } from '../read-cache.ts'
import type { Changes } from './types.ts'

/** Several processes of one house, as far as changes are concerned. */
export type Fleet = {
  /** One more process, which hears already. */
  open(): Promise<Changes>
  /** Something is changed in the process `by` belongs to, and told. */
  change(by: Changes): Promise<void>
}

/** What every way to hear of others' changes must do. */
export function describeChanges(openFleet: () => Promise<Fleet>) {
  const opened = async () => {
    const { open, change } = await openFleet()
    const [a, b, c] = [await open(), await open(), await open()]
    onTestFinished(async () => void (await Promise.all([a, b, c].map((each) => each.close()))))
    return { a, b, c, change }
  }
  const heardBy = async (changes: Changes, before: number | undefined) =>
    await until('it is heard', () => changes.version() !== undefined && changes.version() !== before)

  test('nothing is heard while nobody changes anything', async () => {
    const { a } = await opened()
    const before = a.version()
    expect(before).toBeTypeOf('number')
    expect(a.version()).toBe(before)
  })

  test('a change is heard by all others, each time, and by nobody as its own', async () => {
    const { a, b, c, change } = await opened()
    const own = a.version()
    for (let i = 0; i < 3; i++) {
      const before = [b.version(), c.version()]
      await change(a)
      await heardBy(b, before[0])
      await heardBy(c, before[1])
    }
    expect(a.version()).toBe(own)
  })

  test('what was read is remembered until another changes something, and then read again', async () => {
    const { a, b, change } = await opened()
    let row = { n: 1 }
    let loads = 0
    const load = async () => {
      loads++
      return row
    }
    const cache = createReadCache({ changes: b, clock: new FakeClock() }, load)
    await cache.get('key')
    await cache.get('key')
    expect(loads).toBe(1)
    row = { n: 2 }
    await change(a)
    await until('it is read again', async () => (await cache.get('key'))?.n === 2)
    const before = loads
    await cache.get('key')
    expect(loads).toBe(before)
  })

  test('a read that began before the change of another is answered and not remembered', async () => {
    const { a, b, change } = await opened()
    const waiting: ((row: { n: number }) => void)[] = []
    const load = () => new Promise<{ n: number }>((resolve) => waiting.push(resolve))
    const cache = createReadCache({ changes: b, clock: new FakeClock() }, load)
    const before = b.version()
    const stale = cache.get('key')
    await change(a)
    await heardBy(b, before)
    waiting[0]?.({ n: 1 })
    expect(await stale).toEqual({ n: 1 })
    const fresh = cache.get('key')
    waiting[1]?.({ n: 2 })
    expect(await fresh).toEqual({ n: 2 })
  })

  test('what one process forgets, every other reads again', async () => {
    const { a, b, change } = await opened()
    const [cacheA, cacheB] = [a, b].map((changes) => {
      let n = 0
      return createReadCache({ changes, clock: new FakeClock() }, async () => ({ n: ++n }))
    })
    expect((await cacheB?.get('key'))?.n).toBe(1)
    await change(a)
    cacheA?.forget('key')
    await until('it is read again', async () => ((await cacheB?.get('key'))?.n ?? 0) > 1)
  })
}

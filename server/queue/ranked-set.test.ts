import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRankedSet, type Turn } from './ranked-set.ts'

const turns = fc.record({ turn: fc.nat(6), id: fc.nat(40).map((n) => `id ${String(n).padStart(2, '0')}`) })

test('ranks are those of a sorted list, whatever was added and removed', () => {
  fc.assert(
    fc.property(fc.array(turns, { maxLength: 120 }), turns, (steps, asked) => {
      const set = createRankedSet()
      let list: Turn[] = []
      const before = (a: Turn, b: Turn) => a.turn < b.turn || (a.turn === b.turn && a.id < b.id)
      for (const step of steps) {
        const known = list.find(({ turn, id }) => turn === step.turn && id === step.id)
        if (known) set.remove(step)
        else set.add(step)
        list = known ? list.filter((one) => one !== known) : [...list, step]
        expect(set.size).toBe(list.length)
        expect(set.rank(asked)).toBe(list.filter((one) => before(one, asked)).length)
      }
    }),
    { numRuns: 300, seed: 3 },
  )
})

test('a hundred thousand turns that come in order do not make a chain', () => {
  const set = createRankedSet()
  const id = (n: number) => String(n).padStart(6, '0')
  for (let n = 0; n < 100_000; n++) set.add({ turn: 0, id: id(n) })
  expect([0, 1, 50_000, 99_999].map((n) => set.rank({ turn: 0, id: id(n) }))).toEqual([0, 1, 50_000, 99_999])
  for (let n = 0; n < 100_000; n += 2) set.remove({ turn: 0, id: id(n) })
  expect(set.rank({ turn: 0, id: id(99_999) })).toBe(49_999)
})

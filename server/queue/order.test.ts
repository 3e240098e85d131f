import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LaneState, nextLane, placesInLane, stepOf, turnFor, wakeLane } from './order.ts'

/** Serves everything that waits, and returns `lane rank` labels in the order served. */
function serveAll(lanes: LaneState[]): string[] {
  const state = lanes.map((lane) => ({ ...lane, served: 0 }))
  const order: string[] = []
  for (let lane = nextLane(state); lane; lane = nextLane(state)) {
    order.push(`${lane.name} ${lane.served++}`)
    lane.waiting--
    lane.v += stepOf(lane.weight)
  }
  return order
}

const lane = (name: string, weight: number, waiting: number, v = 0): LaneState => ({ name, weight, waiting, v })

test('premium is served four times as often as free while both wait, and free is never starved', () => {
  const order = serveAll([lane('free', 1, 10), lane('premium', 4, 40)])
  for (let start = 0; start + 5 <= order.length; start += 5) {
    expect(order.slice(start, start + 5).filter((label) => label.startsWith('free'))).toHaveLength(1)
  }
})

test('every position shown is the real order of service', () => {
  const lanes = fc.record({ weight: fc.constantFrom(1, 2, 4), waiting: fc.nat(12), v: fc.nat(3000) })
  fc.assert(
    fc.property(fc.array(lanes, { minLength: 1, maxLength: 4 }), (drawn) => {
      const all = drawn.map((d, i) => lane(`lane${i}`, d.weight, d.waiting, d.v))
      serveAll(all).forEach((label, index) => {
        const [name = '', rank] = label.split(' ')
        expect(placesInLane(all, name).positionOf(Number(rank))).toBe(index + 1)
      })
    }),
    { numRuns: 500, seed: 7 },
  )
})

test('those who overtake are just those whom the other lanes have turns for', () => {
  const lanes = fc.record({ weight: fc.constantFrom(1, 2, 4), waiting: fc.nat(8), v: fc.nat(2000) })
  fc.assert(
    fc.property(lanes, lanes, fc.nat(7), fc.nat(40), (one, two, rank, more) => {
      const now = [lane('own', one.weight, rank + 1, one.v), lane('other', two.weight, two.waiting, two.v)]
      const woken = two.waiting > 0 ? two.v : Math.max(one.v, two.v)
      const later = [lane('own', one.weight, rank + 1, one.v), lane('other', two.weight, two.waiting + more, woken)]
      const extra = placesInLane(now, 'own').overtakers(rank, () => more)
      expect(placesInLane(now, 'own').positionOf(rank) + extra).toBe(placesInLane(later, 'own').positionOf(rank))
    }),
    { numRuns: 500, seed: 7 },
  )
})

test('subjects take turns: A1 A2 B1 C1 C2 A3 come out as A1 B1 C1 A2 C2 A3', () => {
  const last = new Map<string, number>()
  const turns = ['A1', 'A2', 'B1', 'C1', 'C2', 'A3'].map((picture, id) => {
    const subject = picture.slice(0, 1)
    const turn = turnFor(0, last.get(subject))
    last.set(subject, turn)
    return { picture, turn, id }
  })
  const order = turns.sort((a, b) => a.turn - b.turn || a.id - b.id).map((t) => t.picture)
  expect(order).toEqual(['A1', 'B1', 'C1', 'A2', 'C2', 'A3'])
})

test('a lane that wakes up does not overtake for its idle past', () => {
  expect(wakeLane([lane('free', 1, 3, 5000), lane('premium', 4, 0, 10)], 'premium')).toEqual([
    { name: 'premium', v: 5000 },
  ])
})

test('service given while a lane was alone is not held against it later', () => {
  expect(wakeLane([lane('free', 1, 0, 90_000), lane('premium', 4, 0, 10)], 'free')).toEqual([
    { name: 'free', v: 0 },
    { name: 'premium', v: 0 },
  ])
})

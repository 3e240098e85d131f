import { describe, expect, test } from 'vitest'
import { insertPicture, updatePicture } from '../../db/queries/pictures.ts'
import { finishClaim, returnClaim } from '../../db/queries/queue.ts'
import { pictureRow } from '../../db/queries/rows.fixture.ts'
import type { Picture } from '../../db/tables.ts'
import { temporaryDatabase } from '../../db/temporary.fixture.ts'
import { createTiers } from '../limits/tiers.ts'
import { claimNext, lanesOf, readStates, takeTurn } from './lanes.ts'
import { createLine } from './line.ts'
import { placesInLane } from './order.ts'

const lanes = lanesOf(createTiers({ freePerDay: 5, premiumPerDay: 100 }))
const NOW = { now: new Date(0), leaseUntil: new Date(1) }

function openLanes() {
  const db = temporaryDatabase()
  const ask = (subject: string, lane = 'free') =>
    db.write(async (session) => {
      const turn = await takeTurn(session, lanes, subject, lane)
      return await insertPicture(session, pictureRow({ subject, owner: subject, lane, turn, words: subject }))
    })
  const serve = () => db.write((session) => claimNext(session, lanes, NOW))
  const cancel = ({ id }: Picture) => db.write((session) => updatePicture(session, id, { status: 'cancelled' }))
  const line = createLine({ db })
  const places = async (pictures: readonly Picture[]) => {
    const { states, seen } = await readStates(db.read, lanes, line)
    return pictures.map((p) => placesInLane(states, p.lane).positionOf(seen.ahead({ ...p, turn: p.turn ?? 0 })))
  }
  return { db, ask, serve, cancel, places }
}

/** The same numbers every time, for a test that must not depend on luck. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

describe('places', () => {
  test('are the real order of service, while pictures are cancelled, served, returned and asked for', async () => {
    const { db, ask, serve, cancel, places } = openLanes()
    const random = numbers(5)
    let waiting: Picture[] = []
    for (let step = 0; step < 120; step++) {
      const dice = random(10)
      if (dice < 6) waiting.push(await ask(`ip:${random(4)}`, random(3) === 0 ? 'premium' : 'free'))
      else if (dice === 6 && waiting.length > 0) {
        const [gone] = waiting.splice(random(waiting.length), 1)
        if (gone) await cancel(gone)
      } else {
        const shown = await places(waiting)
        expect([...shown].sort((a, b) => a - b)).toEqual(waiting.map((_, i) => i + 1))
        const next = await serve()
        expect(next?.id).toBe(waiting[shown.indexOf(1)]?.id)
        if (next && dice === 9) await db.write((s) => returnClaim(s, next, { countAttempt: true }))
        else waiting = waiting.filter((picture) => picture.id !== next?.id)
      }
    }
    const shown = await places(waiting)
    const expected = waiting
      .map((picture, i) => ({ id: picture.id, place: shown[i] ?? 0 }))
      .sort((a, b) => a.place - b.place)
    expect(expected.length).toBeGreaterThan(5)
    for (const { id } of expected) expect((await serve())?.id).toBe(id)
    expect(await serve()).toBeUndefined()
  })

  test('a returned picture keeps its turn: it is next in its lane', async () => {
    const { db, ask, serve, places } = openLanes()
    const [first, second] = [await ask('ip:a'), await ask('ip:b')]
    const claimed = await serve()
    await ask('ip:c')
    if (claimed) await db.write((session) => returnClaim(session, claimed, { countAttempt: true }))
    expect(await places([first, second])).toEqual([1, 2])
    expect((await serve())?.id).toBe(first.id)
  })
})

test('a picture that comes back to a lane where nobody waited does not overtake for the time in between', async () => {
  const { db, ask, serve } = openLanes()
  await ask('user:a', 'premium')
  const out = await serve()
  for (let i = 0; i < 20; i++) await ask(`ip:${i}`)
  for (let i = 0; i < 10; i++) await serve()
  if (out) await db.write((s) => returnClaim(s, out, { countAttempt: false }))
  for (let i = 0; i < 12; i++) await ask(`user:${i}`, 'premium')
  const order = []
  for (let i = 0; i < 10; i++) order.push((await serve())?.lane)
  expect(order.filter((lane) => lane === 'premium').length).toBeLessThanOrEqual(9)
})

describe('turns', () => {
  test('premium is served four times as often while both wait', async () => {
    const { ask, serve } = openLanes()
    for (let i = 0; i < 8; i++) await ask('ip:a')
    for (let i = 0; i < 8; i++) await ask('user:p', 'premium')
    const order = []
    for (let i = 0; i < 10; i++) order.push((await serve())?.lane === 'premium' ? 'P' : 'f')
    expect(order.filter((lane) => lane === 'P')).toHaveLength(8)
    expect(order.slice(0, 5).filter((lane) => lane === 'f')).toHaveLength(1)
  })

  test('who asks for many waits behind who asks for one', async () => {
    const { ask, serve } = openLanes()
    for (let i = 0; i < 5; i++) await ask('ip:greedy')
    await ask('ip:modest')
    expect([(await serve())?.subject, (await serve())?.subject]).toEqual(['ip:greedy', 'ip:modest'])
  })

  test('asking and cancelling a hundred times burns no turn, and gains none', async () => {
    const { ask, serve, cancel } = openLanes()
    for (let i = 0; i < 100; i++) await cancel(await ask('ip:a'))
    await ask('ip:b')
    await ask('ip:b')
    await ask('ip:a')
    expect([(await serve())?.subject, (await serve())?.subject, (await serve())?.subject]).toEqual([
      'ip:b',
      'ip:a',
      'ip:b',
    ])
  })

  test('who was served in an idle hour does not wait longer for it', async () => {
    const { db, ask, serve } = openLanes()
    for (let i = 0; i < 20; i++) {
      await ask('ip:regular')
      const claimed = await serve()
      if (claimed) await db.write((s) => finishClaim(s, claimed, { status: 'ready' }))
    }
    const regular = await ask('ip:regular')
    const others = [await ask('ip:b'), await ask('ip:c')]
    const turns = [regular, ...others].map((picture) => picture.turn ?? 0)
    expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1)
  })
})

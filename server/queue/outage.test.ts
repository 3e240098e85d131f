import { expect, test } from 'vitest'
import { settle } from '../clock.fake.ts'
import { createRandom } from '../emulator/random.ts'
import { openFaulty } from './faults.fixture.ts'

const OUTAGE_MS = 120_000
const STEP_MS = 500
const CALLS = 60
const WINDOW_MS = 60_000

test('an upstream that is down for two minutes and comes back: nobody loses a picture, and no herd meets it', async () => {
  const queue = await openFaulty({ calls: CALLS, random: createRandom(3), emulator: { drawMs: [4_000, 4_000] } })
  const { clock, emulator, dispatcher, breaker } = queue
  emulator.setFaults({ 503: 1 })
  const asked = [await queue.ask('boat 0', 'person 0')]
  const askMore = async (count: number) => {
    for (let i = 0; i < count; i++) asked.push(await queue.ask(`boat ${asked.length}`, `person ${asked.length}`))
  }
  await askMore(5)
  const start = clock.monotonic()
  let opened = false
  let mostAfter = 0
  const paused: number[] = []

  async function look() {
    opened ||= breaker.open && dispatcher.inFlight <= 1 // what was out when it opened has ended
    const { inFlight } = dispatcher
    const { drawn } = emulator.stats()
    // One probe at a time, and after the first good one no more at once than have come back well, and one.
    if (opened) expect(inFlight).toBeLessThanOrEqual(drawn + 1)
    if (drawn > 0) mostAfter = Math.max(mostAfter, inFlight)
    const now = clock.monotonic()
    const holding = (await queue.logged()).filter(
      ({ retry, countedBy }) => retry && (countedBy === null || countedBy + WINDOW_MS > now),
    )
    expect(holding.length).toBeLessThanOrEqual(CALLS / 10)
  }

  /** Everybody who waits while nothing is sent is told so, when it will be tried, and that their turn is not before that. */
  async function lookAtPeople() {
    for (const [index, { id }] of asked.entries()) {
      const view = await queue.view(id, `person ${index}`)
      if (view.status !== 'queued' || !breaker.open) continue
      const { pausedSeconds = 0, startsInSeconds = 0 } = view
      expect(pausedSeconds).toBeGreaterThan(0)
      expect(pausedSeconds).toBeLessThanOrEqual(60)
      expect(startsInSeconds).toBeGreaterThanOrEqual(pausedSeconds)
      if (index === 0) paused.push(pausedSeconds)
    }
  }

  const everybodyHasIt = async () =>
    (await Promise.all(asked.map(({ id }) => queue.row(id)))).every(({ status }) => status === 'ready')

  for (let ms = 0; ms < 600_000 && !(await everybodyHasIt()); ms += STEP_MS) {
    if (ms === 60_000) await askMore(30)
    if (ms === OUTAGE_MS) emulator.setFaults({})
    await clock.advance(STEP_MS)
    await settle(5)
    await look()
    if (ms % 5_000 === 0 && ms < OUTAGE_MS) await lookAtPeople()
  }

  expect(await everybodyHasIt()).toBe(true)
  expect(await queue.ledger()).toEqual(asked.map(() => 'charged'))
  expect(await queue.usedToday()).toBe(asked.length)
  expect(opened && !breaker.open).toBe(true)
  expect(paused.length).toBeGreaterThan(10)
  expect(mostAfter).toBeGreaterThanOrEqual(8)
  const { accepted, refused } = emulator.stats()
  expect(refused).toBe(0)
  // Six at first, then probes: about one in fifteen seconds.
  expect(accepted - asked.length).toBeLessThanOrEqual(6 + 10)
  // Six were out when it went down, and a few probes: as many second tries, at six a minute.
  expect(clock.monotonic() - start).toBeLessThan(OUTAGE_MS + 3 * WINDOW_MS)
})

import { describe, expect, test } from 'vitest'
import { cancelPicture } from './cancel-picture.ts'
import { readPicture } from './read-picture.ts'
import { account, openStudio, visitor } from './studio.fixture.ts'

const [anna, ben, cleo] = [visitor('anna'), visitor('ben'), visitor('cleo')]

/** A studio whose only hand is busy, so that what is asked for waits. */
async function openBusy(wanted: Parameters<typeof openStudio>[0] = {}) {
  const studio = await openStudio({ concurrency: 1, ...wanted })
  await studio.ask(visitor('first'), 'keeps the hand busy')
  await studio.sent(1)
  return studio
}

describe('cancelling', () => {
  test('a waiting picture returns its charge and is never drawn; again is no error and refunds nothing more', async () => {
    const studio = await openBusy()
    const { id } = await studio.ask(anna, 'a red car')
    const other = await studio.ask(anna, 'kept')
    expect(await cancelPicture(studio.services, anna, id)).toMatchObject({
      status: 'cancelled',
      charged: 0,
      mine: true,
    })
    expect(await cancelPicture(studio.services, anna, id)).toMatchObject({ status: 'cancelled' })
    expect(await studio.used('ip:anna')).toBe(1)
    expect(await readPicture(studio.services, anna, other.id)).toMatchObject({ position: 1 })
    await studio.drawAll()
    expect(studio.upstream.words()).toEqual(['keeps the hand busy', 'kept'])
    expect((await studio.ask(anna, 'a red car')).id).not.toBe(id)
  })

  test('is too late once it is drawn or finished, and the charge stays', async () => {
    const studio = await openStudio()
    const { id } = await studio.ask(anna, 'a red car')
    await studio.sent(1)
    const late = { kind: 'conflict', reason: 'too-late' }
    await expect(cancelPicture(studio.services, anna, id)).rejects.toMatchObject(late)
    await studio.drawAll()
    await expect(cancelPicture(studio.services, anna, id)).rejects.toMatchObject(late)
    expect(await studio.used('ip:anna')).toBe(1)
  })

  test('somebody else’s is not possible, and tells nothing of it', async () => {
    const studio = await openBusy()
    const { id } = await studio.ask(anna, 'a red car')
    await expect(cancelPicture(studio.services, ben, id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(cancelPicture(studio.services, ben, 'no such id')).rejects.toMatchObject({ kind: 'not-found' })
    const ready = await studio.drawn(anna, 'a blue car')
    await expect(cancelPicture(studio.services, ben, ready)).rejects.toMatchObject({ reason: 'not-yours' })
  })

  test('what was joined only leaves it, for everybody else', async () => {
    const studio = await openBusy()
    const first = await studio.ask(anna, 'a red car')
    const joined = await studio.ask(ben, 'a red car')
    await cancelPicture(studio.services, ben, joined.id)
    await studio.drawAll()
    expect(await readPicture(studio.services, anna, first.id)).toMatchObject({ status: 'ready', charged: 1 })
    expect(await readPicture(studio.services, ben, joined.id)).toMatchObject({ status: 'cancelled' })
  })
})

describe('when the one who paid cancels', () => {
  test('the first who joined pays and keeps the place; the others wait for it', async () => {
    const studio = await openBusy()
    const first = await studio.ask(anna, 'a red car')
    const [heir, other] = [await studio.ask(ben, 'a red car'), await studio.ask(cleo, 'a red car')]
    await studio.ask(visitor('later'), 'a later one')
    await cancelPicture(studio.services, anna, first.id)
    const place = { position: first.position, startsInSeconds: first.startsInSeconds }
    expect(await readPicture(studio.services, ben, heir.id)).toMatchObject({ outcome: 'miss', charged: 1, ...place })
    expect(await readPicture(studio.services, cleo, other.id)).toMatchObject({
      outcome: 'joined',
      charged: 0,
      ...place,
    })
    expect([await studio.used('ip:anna'), await studio.used('ip:ben'), await studio.used('ip:cleo')]).toEqual([0, 1, 0])
    await studio.drawAll()
    expect(studio.upstream.words()).toEqual(['keeps the hand busy', 'a red car', 'a later one'])
    expect(await readPicture(studio.services, cleo, other.id)).toMatchObject({ status: 'ready' })
  })

  test('who cannot pay is told it was withdrawn, and the next who can takes it', async () => {
    const studio = await openBusy({ freePerDay: 1 })
    const first = await studio.ask(anna, 'a red car')
    await studio.ask(ben, 'the only one of ben')
    const [poor, heir] = [await studio.ask(ben, 'a red car'), await studio.ask(cleo, 'a red car')]
    await cancelPicture(studio.services, anna, first.id)
    expect(await readPicture(studio.services, ben, poor.id)).toMatchObject({
      ...{ status: 'cancelled', charged: 0, error: { reason: 'withdrawn', refunded: false } },
    })
    expect(await readPicture(studio.services, cleo, heir.id)).toMatchObject({ status: 'queued', charged: 1 })
    expect(await studio.used('ip:ben')).toBe(1)
  })

  test('joining and cancelling in turns draws nothing for free', async () => {
    const studio = await openBusy({ freePerDay: 1 })
    const first = await studio.ask(anna, 'a red car')
    const second = await studio.ask(ben, 'a red car')
    await cancelPicture(studio.services, anna, first.id)
    await studio.ask(anna, 'a red car') // joins ben, who pays now
    await cancelPicture(studio.services, ben, second.id) // so anna pays
    await studio.drawAll()
    expect([await studio.used('ip:anna'), await studio.used('ip:ben')]).toEqual([1, 0])
    await expect(studio.ask(anna, 'another')).rejects.toMatchObject({ reason: 'daily-quota' })
  })

  test('free accounts of one address cannot pass their bound by handing pictures on', async () => {
    const studio = await openBusy({ freePerDay: 1 })
    for (const name of ['a', 'b', 'c', 'd']) await studio.ask(account(name, 'free', 'home'), `of ${name}`)
    const outside = await studio.ask(anna, 'a red car')
    const fifth = account('e', 'free', 'home')
    const joined = await studio.ask(fifth, 'a red car')
    await cancelPicture(studio.services, anna, outside.id)
    expect(await readPicture(studio.services, fifth, joined.id)).toMatchObject({
      ...{ status: 'cancelled', error: { reason: 'withdrawn' } },
    })
    expect([await studio.used('user:e'), await studio.used('ip:home', 'free-accounts-day')]).toEqual([0, 4])
  })

  test('a premium account that joined pays as premium', async () => {
    const studio = await openBusy()
    const paula = account('paula', 'premium')
    const first = await studio.ask(anna, 'a red car')
    const joined = await studio.ask(paula, 'a red car')
    await cancelPicture(studio.services, anna, first.id)
    expect(await readPicture(studio.services, paula, joined.id)).toMatchObject({ charged: 1, status: 'queued' })
    expect(await studio.used('user:paula', 'premium-day')).toBe(1)
    await cancelPicture(studio.services, paula, joined.id)
    expect(await studio.used('user:paula', 'premium-day')).toBe(0)
  })
})

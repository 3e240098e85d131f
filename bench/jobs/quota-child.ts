import { openSqlite } from '../../db/sqlite.ts'
import { AppError } from '../../server/errors.ts'
import { chargePicture } from '../../server/limits/quota.ts'
import { createTiers } from '../../server/limits/tiers.ts'

/** Charges pictures in a process of its own: `path, name, takes, in flight, subjects`. Tells its parent each that was taken. */
const [path = '', name = '', takes = '0', inFlight = '1', subjects = '1'] = process.argv.slice(2)
const tiers = createTiers({ freePerDay: 5, premiumPerDay: 100 })
const db = openSqlite(path)
let n = 0

async function takeOnAndOn() {
  while (n < Number(takes)) {
    const id = `${name} ${n}`
    const subject = `ip:${n++ % Number(subjects)}`
    const charge = { pictureId: id, units: 1, nowMs: Date.now() }
    try {
      await db.write((session) =>
        chargePicture(session, { tiers, dailyCap: undefined }, { subject, tier: 'free' }, charge),
      )
      process.send?.({ taken: id })
    } catch (error) {
      if (!(error instanceof AppError && error.reason === 'daily-quota')) throw error
    }
  }
}

process.send?.('ready')
await new Promise<void>((resolve) => process.once('message', () => resolve()))
await Promise.all(Array.from({ length: Number(inFlight) }, takeOnAndOn))
await db.close()
process.disconnect()

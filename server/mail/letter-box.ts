import type { Database, Session } from '../../db/database.ts'
import {
  deleteLetter,
  insertLetter,
  listDueLetters,
  nextLetterDue,
  putOffLetter,
  takeLetter,
} from '../../db/queries/letters.ts'
import type { Letter } from '../../db/tables.ts'
import type { Clock } from '../clock.ts'
import { createAlarm } from '../queue/alarm.ts'
import { type Mail, type Mailer, MailRefused } from './types.ts'

/** How long after each failed try the next one is made; after the last, the letter is given up. */
const PAUSES_MS = [10_000, 60_000, 300_000, 1_200_000, 3_600_000]
/** Longer than any try lasts: a letter whose process died is sent by another after that. */
const LEASE_MS = 120_000
const AT_ONCE = 4

export type NewLetter = Pick<Letter, 'kind' | 'email' | 'locale'> & { userId?: string }

/** Letters wait in the database until the mail server has taken them: nobody's request waits, and a restart loses none. */
export type LetterBox = {
  /** Puts a letter in, as part of the caller's transaction. */
  post(tx: Session, letter: NewLetter): Promise<void>
  /** For after that transaction: sends what is due. */
  wake(): void
  /** Waits for what is being sent, and sends no more. */
  close(): Promise<void>
}

type Parts = {
  db: Database
  clock: Clock
  log: Record<'debug' | 'warn' | 'error', (fields: object, message: string) => void>
  mailer: Mailer
  /** The mail to send for a letter, made just before; undefined when there is nobody or nothing to tell any more. */
  write: (letter: Letter) => Promise<Mail | undefined>
}

export function createLetterBox({ db, clock, log, mailer, write }: Parts): LetterBox {
  const next = createAlarm(clock, () => void sendDue())
  let sending: Promise<void> | undefined
  let again = false
  let closed = false

  function sendDue(): Promise<void> {
    again = true
    sending ??= rounds()
      .catch((error) => {
        log.error({ room: 'mail', error }, 'letters could not be read; they are tried again in a minute')
        next.set(60_000)
      })
      .finally(() => {
        sending = undefined
      })
    return sending
  }

  async function rounds() {
    while (again && !closed) {
      again = false
      const due = await listDueLetters(db.read, new Date(clock.now()), AT_ONCE)
      await Promise.all(due.map(sendOne))
      if (due.length > 0) again = true
    }
    const dueAt = closed ? undefined : await nextLetterDue(db.read)
    if (dueAt) next.set(Math.max(1, dueAt.getTime() - clock.now()))
  }

  async function sendOne(letter: Letter) {
    const { id, kind, attempts } = letter
    const leaseUntil = new Date(clock.now() + LEASE_MS)
    if (!(await db.write((tx) => takeLetter(tx, letter, leaseUntil)))) return
    try {
      const mail = await write(letter)
      if (mail) await mailer.send(mail)
      log.debug({ room: 'mail', kind, sent: mail !== undefined }, 'a letter is done')
    } catch (error) {
      const pauseMs = error instanceof MailRefused ? undefined : PAUSES_MS[attempts]
      const fields = { room: 'mail', kind, letter: id, tries: attempts + 1, error: withoutAddress(error) }
      if (pauseMs !== undefined) {
        log.warn({ ...fields, againInSeconds: pauseMs / 1000 }, 'a letter could not be sent; it is tried again')
        const later = new Date(clock.now() + pauseMs)
        await db.write((tx) => putOffLetter(tx, id, later))
        return
      }
      log.error(fields, 'a letter could not be sent, and is given up')
    }
    await db.write((tx) => deleteLetter(tx, id))
  }

  return {
    async post(tx, letter) {
      await insertLetter(tx, letter, new Date(clock.now()))
    },
    wake: () => void sendDue(),
    async close() {
      closed = true
      next.close()
      await sending
      await mailer.close()
    },
  }
}

/** What a mail server says may repeat whom the letter was for: logs hold the kind of error and its codes only. */
function withoutAddress(error: unknown) {
  const cause = error instanceof MailRefused ? error.cause : error
  if (!(cause instanceof Error)) return { message: 'unknown' }
  const { code, command, responseCode } = cause as Error & { code?: string; command?: string; responseCode?: number }
  const message = code === undefined && responseCode === undefined ? cause.message : undefined
  return { name: cause.name, code, command, responseCode, message }
}

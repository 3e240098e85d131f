import type Sqlite from 'better-sqlite3'
import { asStorageError } from './storage-trouble.ts'

/** What shares one commit at most: so many writes, and no further one after so long. */
const MOST_WRITES = 64
const LONGEST_MS = 10

/** The pictures a write changed so far, and those changed before it in the same commit. */
type Changes = { changed: Set<string>; changedBefore: ReadonlySet<string> }

type Write = {
  fn: (changes: Changes) => Promise<unknown>
  alone: boolean
  resolve: (result: unknown) => void
  reject: (error: unknown) => void
}

/** A write that has run: what to tell, and its promise's end, once it is on disk. */
type Done = { changed: ReadonlySet<string>; settle: () => void }

/**
 * Runs writes on a connection one after another, in the order they are asked for. Those that wait at the same time share
 * one BEGIN IMMEDIATE … COMMIT, since the disk takes as long for one as for many.
 *
 * Each is a transaction to its caller all the same. All or nothing: what it did is taken back to its savepoint before the
 * next begins, so nobody saw it. Alone: it begins when the one before has ended, and sees what that did as if each had been
 * committed by itself, for their order is the same. Durable: no promise settles before COMMIT returns, not even that of a
 * refusal, which may rest on what was written just before. If COMMIT fails, or SQLite gives the transaction up, all of them
 * reject and nothing of them happened. Only effects outside the database would stay: a write that has some asks to be `alone`.
 *
 * With `gather` they begin once the event loop has handled all that came in together; without, the first begins at once.
 */
export function createWriter(
  connection: Sqlite.Database,
  { gather, onCommit }: { gather: boolean; onCommit: (changed: ReadonlySet<string>) => void },
) {
  const waiting: Write[] = []
  let pumping: Promise<void> | undefined

  async function pump() {
    while (waiting.length > 0) {
      if (gather) await new Promise((resolve) => setImmediate(resolve))
      await commitTogether()
    }
    pumping = undefined // in one step with the look at what waits: nothing can come in between
  }

  async function commitTogether() {
    const begun: Write[] = []
    let done: Done[]
    try {
      connection.exec('BEGIN IMMEDIATE')
      done = await runAll(begun)
      connection.exec('COMMIT')
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK')
      if (begun.length === 0) begun.push(...waiting.splice(0, MOST_WRITES)) // each would wait as long for the lock, and fail
      for (const { reject } of begun) reject(asStorageError(error))
      return
    }
    // Nothing else runs between COMMIT and the last of these.
    for (const { changed } of done) if (changed.size > 0) onCommit(changed)
    for (const { settle } of done) settle()
  }

  /** Runs what waits, and what comes to wait meanwhile, within bounds. */
  async function runAll(begun: Write[]): Promise<Done[]> {
    const done: Done[] = []
    const changedBefore = new Set<string>()
    const end = performance.now() + LONGEST_MS
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      begun.push(next)
      const one = await runOne(next, changedBefore)
      done.push(one)
      for (const id of one.changed) changedBefore.add(id)
      const full = begun.length >= MOST_WRITES || performance.now() >= end
      if (full || next.alone || waiting[0]?.alone) break
    }
    return done
  }

  /** Throws only if the transaction itself is over. */
  async function runOne({ fn, resolve, reject }: Write, changedBefore: ReadonlySet<string>): Promise<Done> {
    const changed = new Set<string>()
    connection.exec('SAVEPOINT one')
    try {
      const result = await fn({ changed, changedBefore })
      connection.exec('RELEASE one')
      return { changed, settle: () => resolve(result) }
    } catch (error) {
      if (!connection.inTransaction) throw error
      connection.exec('ROLLBACK TO one; RELEASE one')
      return { changed: new Set(), settle: () => reject(asStorageError(error)) }
    }
  }

  return {
    write<T>(fn: (changes: Changes) => Promise<T>, { alone = false } = {}): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push({ fn, alone, resolve: (result) => resolve(result as T), reject })
        pumping ??= pump()
      })
    },
    /** When no write runs or waits. */
    async idle() {
      while (pumping) await pumping
    },
  }
}

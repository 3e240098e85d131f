import { AppError } from '../server/errors.ts'

/** SQLite's codes, and Postgres's classes for no room left (53) and a read-only transaction (25006). */
const STORAGE_TROUBLE = /^(SQLITE_(FULL|READONLY|IOERR|CANTOPEN|BUSY)|53\d{3}$|25006$)/

/** The error to tell: a disk that is full, read-only or locked is AppError `capacity/storage`; anything else stays itself. */
export function asStorageError(error: unknown): unknown {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string' && STORAGE_TROUBLE.test(e.code)) {
      const detail = `The service cannot write right now (${e.code}). Nothing was charged.`
      return new AppError('capacity', 'storage', detail, { retryAfterSeconds: 10 }, error)
    }
  }
  return error
}

import { AppError } from '../errors.ts'

/** The system's code of a failed file operation (`ENOENT`, `ENOSPC`), or undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined
}

/** For `.catch`: undefined if the file or its directory does not exist; any other error is thrown on. */
export function orAbsent(error: unknown): undefined {
  if (systemCode(error) !== 'ENOENT') throw error
}

/**
 * The error to tell: a disk that is full, read-only or not ours is AppError `capacity`/`storage`, whose detail gives the
 * code and no path; anything else stays what it is.
 */
export function toStorageError(error: unknown): unknown {
  const code = systemCode(error)
  if (code === undefined) return error
  const told = new AppError('capacity', 'storage', `pictures cannot be stored or read now (${code})`)
  return Object.assign(told, { cause: error })
}

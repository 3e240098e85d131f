import type { Readable } from 'node:stream'

/** What is put, and the forms that are made of it. */
export const STORED_FORMATS = ['webp', 'png', 'avif'] as const
export type StoredFormat = (typeof STORED_FORMATS)[number]

/** What is stored of one picture. `whole`: its WebP is there; only what is left of a removal has none. */
export type Stored = { whole: boolean; bytes: number; ageMs: number }

/** Bytes under the SHA-256 of their WebP form. A hash is 64 lower-case hex digits; anything else is never found. */
export interface Storage {
  /** Stores WebP bytes and returns their hash; storing the same bytes again changes nothing. Durable when it resolves. */
  put(bytes: Buffer): Promise<string>
  /** The stored bytes' length, or undefined. `png` and `avif` are made from the WebP on first use and kept beside it. */
  stat(hash: string, format: StoredFormat): Promise<{ bytes: number } | undefined>
  /** A stream of bytes `start..end` (inclusive), whole by default. Throws if the hash is not stored. */
  read(hash: string, format: StoredFormat, range?: { start: number; end: number }): Readable
  /** Removes every form of the picture; removing what is not there is no error. */
  remove(hash: string): Promise<void>
  /** What is stored under hashes that begin with these two hex digits; `ageMs` since any of it was put or made. */
  list(prefix: string): Promise<Map<string, Stored>>
}

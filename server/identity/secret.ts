import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where nobody set NEXTAUTH_SECRET, the secret is made once and kept here, readable by its owner only. */
const FILE = 'secret'
const SHORTEST = 32

/** The kept secret, made at the first start. Throws a plain Error that says what to do if the file holds none. */
export function readOrMakeSecret(dataDir: string): string {
  const path = join(dataDir, FILE)
  const kept = read(path) ?? make(dataDir, path)
  if (kept.length < SHORTEST) {
    throw new Error(
      `${path} holds no secret: delete it to have a new one made (everybody signs in again), or restore it`,
    )
  }
  return kept
}

/** Written whole and then given its name, which fails if another process was first: then that one's is read. */
function make(dataDir: string, path: string): string {
  mkdirSync(dataDir, { recursive: true })
  const draft = `${path}.${process.pid}.tmp`
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return read(path) ?? ''
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code

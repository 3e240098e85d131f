import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Who this service is to push services: browsers subscribe to it, so the same keys must be kept for good. */
export type VapidKeys = { publicKey: string; privateKey: string }

const FILE = 'vapid.json'
const keysSchema = z.object({ publicKey: z.string().length(87), privateKey: z.string().length(43) })

/**
 * The keys kept in `dataDir`, readable by their owner only, made by `generate` the first time they are wanted. Throws a plain Error that
 * says what to do if the file holds none.
 */
export function readOrMakeVapidKeys(dataDir: string, generate: () => VapidKeys): VapidKeys {
  const path = join(dataDir, FILE)
  return read(path) ?? make(dataDir, path, generate())
}

/** Written whole and then given its name, which fails if another process was first: then that one's are read. */
function make(dataDir: string, path: string, keys: VapidKeys): VapidKeys {
  mkdirSync(dataDir, { recursive: true })
  const draft = `${path}.${process.pid}.tmp`
  writeFileSync(draft, `${JSON.stringify(keys)}\n`, { mode: 0o600 })
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return read(path) ?? keys
}

function read(path: string): VapidKeys | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
  try {
    return keysSchema.parse(JSON.parse(text))
  } catch {
    throw new Error(`${path} holds no keys: delete it to have new ones made (browsers subscribe anew), or restore it`)
  }
}

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code

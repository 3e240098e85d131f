import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the built pages depend on: change any of it and the next start builds again. */
const INPUTS = [
  'app',
  'components',
  'messages',
  'public',
  'server/accessor.ts',
  'next.config.js',
  'postcss.config.mjs',
  'package-lock.json',
  'tsconfig.json',
]
const STAMP = '.next/built-from'

/** Runs `next build` unless the last one was made from these very files. */
export async function buildIfNeeded() {
  const wanted = fingerprint()
  if (existsSync('.next/BUILD_ID') && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  console.error('drawbridge: building the pages (once; about half a minute)')
  const build = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [build.stdout, build.stderr])
    stream.on('data', (chunk) => {
      output += chunk
    })
  const [code] = await once(build, 'close')
  if (code !== 0) throw new Error(`the pages could not be built:\n${output.slice(-4_000)}`)
  writeFileSync(STAMP, wanted)
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const path of INPUTS.filter((input) => existsSync(input))
    .flatMap(filesIn)
    .sort()) {
    hash.update(path).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)))
}

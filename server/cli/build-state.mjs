import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the built pages depend on: change any of it and the next start builds again. */
const PAGES_FROM = [
  'app',
  'components',
  'messages',
  'public',
  'server/accessor.ts',
  'server/identity/address-header.ts',
  'next.config.js',
  'postcss.config.mjs',
  'package-lock.json',
  'tsconfig.json',
]
const PAGES_STAMP = '.next/built-from'

/** Where the bundled server is; the folder is made anew with each bundle. */
export const BUNDLE = '.bundle'
const BUNDLE_STAMP = `${BUNDLE}/built-from.json`

// Plain JavaScript, because `npm start` asks before anything that reads TypeScript is loaded. The compared contents, not
// their dates, decide: a copy or a checkout of the same files is as good as the folder it was built in.

export function pagesAreBuilt() {
  return (
    existsSync('.next/BUILD_ID') &&
    existsSync(PAGES_STAMP) &&
    readFileSync(PAGES_STAMP, 'utf8') === fingerprint(PAGES_FROM)
  )
}

export function notePages() {
  writeFileSync(PAGES_STAMP, fingerprint(PAGES_FROM))
}

export function serverIsBundled() {
  // A stamp without a start is what is left where two bundled at once.
  if (!existsSync(BUNDLE_STAMP) || !existsSync(`${BUNDLE}/start.js`)) return false
  const { from, fingerprint: then } = JSON.parse(readFileSync(BUNDLE_STAMP, 'utf8'))
  return fingerprint(from) === then
}

export function noteBundle(from) {
  writeFileSync(BUNDLE_STAMP, JSON.stringify({ from, fingerprint: fingerprint(from) }))
}

/** Of the names and contents of files, and of all files in folders; what does not exist counts as that. */
function fingerprint(paths) {
  const hash = createHash('sha256')
  for (const path of paths
    .filter((path) => existsSync(path))
    .flatMap(filesIn)
    .sort()) {
    hash.update(path).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)))
}

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const DIR = '.bench/next-app'

/** The least Next app that serves the baseline's query, the same file, and 304 for it: what a route handler costs. */
const FILES = {
  'next.config.js': `export default { poweredByHeader: false, turbopack: { root: ${JSON.stringify(resolve('.'))} } }\n`,
  'app/layout.jsx': `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>
}
`,
  'app/page.jsx': `export default function Page() {
  return <p>A page</p>
}
`,
  'app/api/trpc/[trpc]/route.js': `import { initTRPC } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'

const t = initTRPC.create()
const router = t.router({ nothing: t.procedure.query(() => ({ ok: true })) })
export const GET = (req) => fetchRequestHandler({ endpoint: '/api/trpc', req, router, createContext: () => ({}) })
`,
  'app/picture.webp/route.js': `import { readFile } from 'node:fs/promises'

export const dynamic = 'force-dynamic'
const headers = { 'Content-Type': 'image/webp', 'Cache-Control': 'public, max-age=31536000, immutable', ETag: '"picture"' }

export async function GET(req) {
  if (req.headers.get('if-none-match') === headers.ETag) return new Response(null, { status: 304, headers })
  return new Response(await readFile(globalThis.benchPicture), { headers })
}
`,
}

/** Writes and builds it, unless this very app is built already. Returns its folder. */
export function buildNextApp(): string {
  const wanted = JSON.stringify([FILES, readFileSync('node_modules/next/package.json', 'utf8')])
  const stamp = join(DIR, 'built-from')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return resolve(DIR)
  rmSync(DIR, { recursive: true, force: true })
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(DIR, path)), { recursive: true })
    writeFileSync(join(DIR, path), text)
  }
  const next = resolve('node_modules/next/dist/bin/next')
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, 'build'], { cwd: DIR, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the bare Next app could not be built:\n${(stdout + stderr).slice(-4_000)}`)
  writeFileSync(stamp, wanted)
  return resolve(DIR)
}

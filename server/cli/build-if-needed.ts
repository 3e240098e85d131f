import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { notePages, pagesAreBuilt, serverIsBundled } from './build-state.mjs'
import { bundleServer } from './bundle-server.ts'

/** Builds the pages and bundles the server, each unless the last time was from these very files. */
export async function buildIfNeeded() {
  if (!serverIsBundled()) await bundleServer()
  if (!pagesAreBuilt()) await buildPages()
}

async function buildPages() {
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
  notePages()
}

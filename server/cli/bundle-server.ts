import { readFile, rm } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { BUNDLE, noteBundle } from './build-state.mjs'

/** Packages with native code, threads or files of their own, and those few settings use; all others are bundled too. */
const LEFT_OUTSIDE = [
  ...['next', 'better-sqlite3', 'piscina', '@resvg/resvg-js', '@node-rs/argon2', 'sharp'],
  ...['ioredis', '@upstash/*', 'prom-client', 'harfbuzzjs'],
]
/** These start threads and processes from what lies beside the bundle. */
const STARTS_THREADS = /[\\/](pool|own-process|words-thread)\.ts$/
/** What bundled CommonJS packages ask Node's own modules with. */
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);"

/**
 * Writes `npm start`'s server and its drawing thread as a few files of JavaScript: compiling TypeScript while it is loaded
 * is half of a start. Packages are loaded from node_modules as ever. Throws what esbuild says when something does not compile.
 */
export async function bundleServer() {
  await rm(BUNDLE, { recursive: true, force: true })
  const { metafile } = await build({
    entryPoints: {
      start: 'server/cli/start.ts',
      'render-process': 'server/renderer/render-process.ts',
      'draw-task': 'server/renderer/draw-task.ts',
      'words-task': 'server/words/words-task.ts',
    },
    outdir: BUNDLE,
    chunkNames: '[name]-[hash]', // all in one folder: `sourcePlaces` counts on that
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: LEFT_OUTSIDE,
    banner: { js: REQUIRE },
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent', // what it says is in the error
    plugins: [sourcePlaces],
  })
  const own = Object.keys(metafile.inputs).filter((path) => !path.includes('node_modules/')) // the lock speaks for packages
  noteBundle([...own, 'server/cli/bundle-server.ts', 'package-lock.json', 'tsconfig.json'])
}

/**
 * Files that read what lies beside them (migrations, drawings) go on finding it: their `import.meta.url` stays the source's,
 * told from the bundle's own, so that the folder may be moved. The pool starts its threads from what lies beside the bundle.
 */
const sourcePlaces: Plugin = {
  name: 'source-places',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](server|db)[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      if (!text.includes('import.meta.url') || STARTS_THREADS.test(path)) return undefined
      const from = relative(resolve(BUNDLE), path).replaceAll('\\', '/')
      return {
        contents: text.replaceAll('import.meta.url', `new URL(${JSON.stringify(from)}, import.meta.url).href`),
        loader: 'ts',
        resolveDir: dirname(path),
      }
    })
  },
}

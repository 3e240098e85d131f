import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Installs the peers of bench/package.json beside it, once: `npm ci` of the project stays lean without them. Import a peer
 * only after this, dynamically. Throws with npm's words when it cannot (the registry is needed the first time).
 */
export function installPeers(say: (line: string) => void) {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  if (existsSync(`${folder}/node_modules/.package-lock.json`)) return
  say('installing the peers to measure against (bench/package.json)')
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

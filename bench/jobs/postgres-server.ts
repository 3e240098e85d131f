import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const DEBIAN = '/usr/lib/postgresql'

/** A PostgreSQL of the bench's own on a free port, as a distribution sets it up; gone after `stop`. */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const bin = binaries()
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-postgres-'))
  const port = await freePort()
  const asOwner = ownerOf(folder)
  const data = join(folder, 'data')
  execFileSync(...asOwner([join(bin, 'initdb'), '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8']), {
    cwd: folder,
    stdio: 'ignore',
  })
  const listen = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', folder]
  const child = spawn(...asOwner([join(bin, 'postgres'), '-D', data, ...listen]), {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await said(child, 'ready to accept connections')
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      execFileSync(...asOwner([join(bin, 'pg_ctl'), '-D', data, '-m', 'immediate', 'stop']), { stdio: 'ignore' })
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function binaries(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  const found = versions.map((version) => join(DEBIAN, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
  if (!found) throw new Error('PostgreSQL is not installed: apt-get install postgresql')
  return found
}

/** PostgreSQL refuses to run as root: then it runs as the user its package made. */
function ownerOf(folder: string): (command: string[]) => [string, string[]] {
  if (process.getuid?.() !== 0) return ([file = '', ...args]) => [file, args]
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  chownSync(folder, id('-u'), id('-g'))
  return (command) => ['runuser', ['-u', 'postgres', '--', ...command]]
}

function said(child: ReturnType<typeof spawn>, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let heard = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      heard += chunk
      if (heard.includes(words)) resolve()
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`postgres ended with ${code}: ${heard}`)))
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { buildIfNeeded } from '../../server/cli/build-if-needed.ts'
import { type Child, startServer } from '../http/child.ts'
import { openPeople } from './people.ts'
import { newPlayed, type Played, play } from './play.ts'
import { type Facts, factsOf, textOf } from './report.ts'
import { listTargets } from './targets.ts'

const SEED = 20_261_121
const FULL = 10_000
const QUICK = 1_000
/** After each of so many parts the server is asked whether it lives; before it, people sign in if they must. */
const PARTS = 10

/** Malformed requests to everything a started server answers: what it must never do, and whether it did. */
export async function benchFuzz({ quick, say }: { quick: boolean; say: (line: string) => void }) {
  await buildIfNeeded()
  const requests = quick ? QUICK : FULL
  const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-fuzz-'))
  const server = await startServer(new URL('../http/servers/drawbridge.ts', import.meta.url), { dataDir })
  try {
    const facts = await fuzz(server, { dataDir, requests, say })
    return { facts: { seed: SEED, ...facts }, text: textOf(facts) }
  } finally {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

type Plan = { dataDir: string; requests: number; say: (line: string) => void }

async function fuzz(server: Child, { dataDir, requests, say }: Plan): Promise<Facts> {
  const { port } = server
  const url = `http://localhost:${port}`
  const targets = await listTargets(url)
  const played: Played = newPlayed()
  const rssBytes: number[] = []
  const known = await openPeople(url)
  for (let part = 0; part < PARTS; part++) {
    const count = requests / PARTS
    const people = await known.present()
    await play({ port, seed: SEED, from: part * count, count, targets, people }, played)
    await requireAlive(url)
    rssBytes.push((await server.usage('gc')).rssBytes)
    say(
      `${(part + 1) * count} of ${requests}: ${played.found.length} faults, ${Math.round((rssBytes.at(-1) ?? 0) / 1e6)} MB`,
    )
  }
  return factsOf({ played, rssBytes, targets: targets.length, charges: countCharges(dataDir) })
}

/** Throws when the server does not answer that it lives: then it has crashed, or its event loop stands still. */
async function requireAlive(url: string) {
  const response = await fetch(`${url}/livez`, { signal: AbortSignal.timeout(10_000) })
  if (!response.ok) throw new Error(`the server does not live any more: ${response.status}`)
}

function countCharges(dataDir: string): number {
  const db = new Database(join(dataDir, 'drawbridge.sqlite'), { readonly: true })
  try {
    return db.prepare<[], { count: number }>('select count(*) as count from charges').get()?.count ?? Number.NaN
  } finally {
    db.close()
  }
}

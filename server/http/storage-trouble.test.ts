import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import { createEmulator } from '../emulator/emulator.ts'
import type { PictureView } from '../pictures/view.ts'

const DOOR = fileURLToPath(new URL('./door-process.fixture.ts', import.meta.url))
const NODE = [process.execPath, '--import', 'tsx', DOOR]
/** In a mount namespace of its own, so that the small disk goes with the process; as root, or as one's own root. */
const PRIVATE = process.getuid?.() === 0 ? ['--mount'] : ['--user', '--map-root-user', '--mount']
const MOUNT = 'mount -t tmpfs -o size=16m tmpfs "$0" && exec "$@"'

const trouble = { ready: false, reason: 'storage' }

/** The service as a process of its own. `small`: on a real disk of 16 MB, where this machine lets us mount one. */
async function openDoor({ small = false } = {}) {
  const folder = join(temporaryFolder(), 'data')
  mkdirSync(folder)
  const emulator = await createEmulator()
  onTestFinished(() => emulator.close())
  const settings = {
    ...{ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'info', TRUSTED_PROXIES: '127.0.0.1/32' },
    ...{ UPSTREAM: 'openai', UPSTREAM_URL: `${emulator.url}/v1`, UPSTREAM_MODEL: 'emulator' },
    ...{ UPSTREAM_LIMIT: '1000', UPSTREAM_WINDOW_SECONDS: '1' },
  }
  const args = [...NODE, JSON.stringify(settings)]
  const [command = '', ...rest] = small ? ['unshare', ...PRIVATE, 'sh', '-c', MOUNT, folder, ...args] : args
  const child: ChildProcess = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let log = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    log += chunk
  })
  const said = async () => String((await Promise.race([once(child, 'message'), once(child, 'exit')]))[0])
  const url = await said()

  async function order(what: string) {
    child.send(what)
    expect(await said()).toBe('done')
  }

  let asked = 0
  /** What the visitor who came as the nth asks or is told. */
  async function trpc(nth: number, path: string, body?: object) {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': `198.51.${nth >> 8}.${nth & 255}` }
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : {}
    const answer = await fetch(`${url}/api/trpc/${path}`, { headers, ...init })
    return { status: answer.status, body: await answer.json() }
  }
  /** Asks for a picture of new words, as somebody new. */
  async function ask() {
    asked++
    return await trpc(asked, 'pictures.request', { words: `picture ${asked}`, idempotencyKey: `key number ${asked}` })
  }
  const seen = async (nth: number, id: string): Promise<PictureView> =>
    (await trpc(nth, `pictures.get?input=${encodeURIComponent(JSON.stringify({ id }))}`)).body.result?.data

  /** A picture from the asking to the end of it. */
  async function drawn(): Promise<PictureView & { nth: number }> {
    const { status, body } = await ask()
    expect([status, body.error?.message]).toEqual([200, undefined])
    const { id } = body.result.data
    const nth = asked
    await eventually('it is drawn', async () => (await seen(nth, id)).status === 'ready')
    return { nth, ...(await seen(nth, id)) }
  }

  async function end() {
    child.send('stop')
    expect((await once(child, 'exit'))[0]).toBe(0)
  }

  const lines = (words: string) => log.split('\n').filter((line) => line.includes(words)).length
  return {
    folder,
    url,
    order,
    ask,
    seen,
    drawn,
    end,
    lines,
    readyz: async () => await fetch(`${url}/readyz`),
  }
}

async function eventually(what: string, holds: () => Promise<boolean>) {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries > 200) throw new Error(`never came about: ${what}`)
    await sleep(100)
  }
}

/** Everything a disk in trouble must and must not do, from the first refusal to the end of it. */
async function playTrouble(door: Awaited<ReturnType<typeof openDoor>>, begin: string, end: string) {
  const before = await door.drawn()
  expect((await door.readyz()).status).toBe(200)

  await door.order(begin)
  // Room that was taken before may hold a few more rows.
  let refused = await door.ask()
  for (let tries = 0; refused.status === 200 && tries < 300; tries++) refused = await door.ask()
  expect(refused.status).toBe(503)
  expect(refused.body.error).toMatchObject({ message: expect.stringMatching(/cannot write right now/) })
  expect(JSON.stringify(refused.body)).toContain('"reason":"storage"')
  const readyz = await door.readyz()
  expect([readyz.status, await readyz.json()]).toEqual([503, expect.objectContaining(trouble)])
  expect(door.lines('the disk cannot be written')).toBe(1)
  // What it has, it serves.
  expect((await fetch(door.url + before.image?.webp)).status).toBe(200)
  expect((await door.seen(before.nth, before.id)).status).toBe('ready')
  expect((await fetch(`${door.url}/livez`)).status).toBe(200)

  await door.order(end)
  await eventually('it is ready again', async () => (await door.readyz()).status === 200)
  expect(door.lines('the disk can be written again')).toBe(1)
  await door.drawn()
}

/** By the ledger itself: every charge has its picture, every open one waits, and the day's counter is their sum. */
function checkLedger(file: string) {
  const sqlite = new Sqlite(file, { readonly: true })
  onTestFinished(() => void sqlite.close())
  const one = (sql: string) => sqlite.prepare<[], unknown>(sql).pluck().get()
  expect(one('select count(*) from pictures p left join charges c on c.picture_id = p.id where c.units is not 1')).toBe(
    0,
  )
  expect(one('select count(*) from charges c left join pictures p on c.picture_id = p.id where p.id is null')).toBe(0)
  expect(one(`select (select sum(used) from usage) - (select sum(units) from charges where state <> 'refunded')`)).toBe(
    0,
  )
  expect(one('pragma integrity_check')).toBe('ok')
}

const mounts = spawnSync('unshare', [...PRIVATE, 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']).status === 0

test('on a full disk new pictures are refused as storage, unpaid, what is there is served, and it goes on when there is room', async () => {
  // Where nothing can be mounted, a bound on the size of files stands in for the small disk.
  if (!mounts)
    process.stderr.write('no disk can be mounted here: a bound on the size of files stands in for a full one\n')
  const door = await openDoor({ small: mounts })
  await playTrouble(door, mounts ? 'fill' : 'read-only', mounts ? 'empty' : 'writable')
  await door.order('copy')
  await door.end()
  checkLedger(join(door.folder, '../copy.sqlite'))
}, 90_000)

test('where no byte can be written any more it is the same', async () => {
  const door = await openDoor()
  await playTrouble(door, 'read-only', 'writable')
  await door.end()
  checkLedger(join(door.folder, 'drawbridge.sqlite'))
}, 90_000)

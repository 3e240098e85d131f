import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { createDiskStorage } from '../storage/disk.ts'
import { MAX_ATTEMPTS } from './leases.ts'

/** What must not be found in a queue that has come to its end, and how it would be found. */
const WRONG = {
  'a picture is stuck': `select id from pictures where status in ('queued', 'drawing') or lease_until is not null`,
  'a picture has a status it should not have': `select id from pictures where status not in ('ready', 'failed')`,
  'a picture was given up before its last attempt': `select id from pictures
    where status = 'failed' and turn is not null and attempts < ${MAX_ATTEMPTS}`,
  'a picture was not charged exactly once': `select p.id from pictures p where p.kind = 'new' and
    (select count(*) from charges c where c.picture_id = p.id and c.subject = p.subject and c.units = 1) <> 1`,
  'a picture was charged to somebody else': `select c.picture_id from charges c
    left join pictures p on p.id = c.picture_id and p.subject = c.subject and p.kind = 'new' where p.id is null`,
  'a picture that is ready was not paid': `select p.id from pictures p join charges c on c.picture_id = p.id
    where p.status = 'ready' and c.state <> 'charged'`,
  'a picture that failed was not refunded': `select p.id from pictures p join charges c on c.picture_id = p.id
    where p.status = 'failed' and c.state <> 'refunded'`,
  'a day does not add up': `select u.subject from usage u where u.used <> (select coalesce(sum(c.units), 0) from charges c
    where c.subject = u.subject and c.policy = u.policy and c.day = u.day and c.state <> 'refunded')`,
  'a charge is on no day': `select c.picture_id from charges c
    left join usage u on u.subject = c.subject and u.policy = c.policy and u.day = c.day where u.subject is null`,
  'a picture that is ready has no image': `select p.id from pictures p left join images i on i.hash = p.image_hash
    where p.status = 'ready' and i.hash is null`,
  'who joined got something else': `select f.id from pictures f join pictures p on p.id = f.leader_id
    where f.status <> p.status or f.image_hash is not p.image_hash`,
  'a foreign key points nowhere': `select "table" || ' ' || rowid from pragma_foreign_key_check`,
} as const satisfies Record<string, string>

export type Books = {
  ready: number
  failed: number
  /** What is wrong, with how often and one example. Empty is what it should be. */
  wrong: string[]
}

/** Opens a folder's database when all processes are gone, and looks for everything that must not be: lost, stuck, paid twice, damaged. */
export async function checkBooks(folder: string, asked: readonly string[]): Promise<Books> {
  const sqlite = new Sqlite(join(folder, 'drawbridge.sqlite'))
  try {
    const ids = (sql: string) => sqlite.prepare<[], string>(sql).pluck().all()
    const wrong = Object.entries(WRONG).flatMap(([what, sql]) => tell(what, ids(sql)))
    const known = new Set(ids('select id from pictures'))
    wrong.push(
      ...tell(
        'a picture is lost',
        asked.filter((id) => !known.has(id)),
      ),
    )
    const soundness = sqlite.pragma('integrity_check', { simple: true })
    if (soundness !== 'ok') wrong.push(`integrity_check: ${soundness}`)
    const storage = createDiskStorage({ dir: join(folder, 'images') })
    const images = sqlite.prepare<[], { hash: string; bytes: number }>('select hash, bytes from images').all()
    const stored = await Promise.all(images.map(async ({ hash }) => (await storage.stat(hash, 'webp'))?.bytes))
    wrong.push(
      ...tell(
        'an image is not stored whole',
        images.flatMap(({ hash, bytes }, i) => (stored[i] === bytes ? [] : [hash])),
      ),
    )
    const count = (status: string) => ids(`select id from pictures where kind = 'new' and status = '${status}'`).length
    return { ready: count('ready'), failed: count('failed'), wrong }
  } finally {
    sqlite.close()
  }
}

const tell = (what: string, found: readonly string[]) =>
  found.length > 0 ? [`${what}: ${found.length}, first ${found[0]}`] : []

/** How many pictures have not come to their end yet; other processes may be at work. */
export function countOpen(folder: string): number {
  const sqlite = new Sqlite(join(folder, 'drawbridge.sqlite'), { readonly: true })
  try {
    const sql = `select count(*) from pictures where status in ('queued', 'drawing')`
    return sqlite.prepare<[], number>(sql).pluck().get() ?? 0
  } finally {
    sqlite.close()
  }
}

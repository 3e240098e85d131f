import { PGlite } from '@electric-sql/pglite'
import { afterAll, describe, expect, test } from 'vitest'
import { openPglite } from '../pglite.ts'
import { describeQueries } from './contract.ts'
import { insertPicture } from './pictures.ts'
import { pictureRow } from './rows.fixture.ts'

const client = new PGlite()
afterAll(() => client.close().catch(() => {})) // closed already, unless it never opened

describe('opening Postgres (PGlite)', () => {
  test('brings an empty one up to date, and a current one stays as it is', async () => {
    const first = await openPglite(client)
    const picture = await first.write((session) => insertPicture(session, pictureRow()))
    const { read } = await openPglite(client)
    expect(await read.db.select().from(read.tables.pictures)).toEqual([picture])
  })

  test('one made by a newer Drawbridge stops the start with one clear line', async () => {
    await client.exec(
      "insert into drizzle.__drizzle_migrations (hash, created_at) values ('from tomorrow', 99999999999999)",
    )
    await expect(openPglite(client)).rejects.toThrow('the database on Postgres was made by a newer Drawbridge')
    await client.exec("delete from drizzle.__drizzle_migrations where hash = 'from tomorrow'")
  })

  test('a write to what is read-only is refused as storage', async () => {
    const database = await openPglite(client)
    await client.exec('set default_transaction_read_only = on')
    const write = database.write((session) => insertPicture(session, pictureRow()))
    await expect(write).rejects.toMatchObject({ kind: 'capacity', reason: 'storage' })
    await client.exec('set default_transaction_read_only = off')
  })
})

describeQueries('Postgres (PGlite)', () => openPglite(client))

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openSqlite } from '../sqlite.ts'
import { describeQueries } from './contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'drawbridge-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describeQueries('a SQLite file', async () => openSqlite(join(folder, 'drawbridge.sqlite')))

import { describe } from 'vitest'
import { recordAudit } from '../../../db/queries/audit.ts'
import { openSqlite } from '../../../db/sqlite.ts'
import { temporaryFolder } from '../../../db/temporary.fixture.ts'
import { describeChanges } from './contract.ts'
import { createFileChanges } from './sqlite.ts'
import type { Changes } from './types.ts'

describe('changes heard through one SQLite file', () => {
  describeChanges(async () => {
    const path = `${temporaryFolder()}/drawbridge.sqlite`
    const files = new Map<Changes, ReturnType<typeof openSqlite>>()
    return {
      async open() {
        const db = openSqlite(path)
        const changes: Changes = { ...createFileChanges(db), close: () => db.close() }
        files.set(changes, db)
        return changes
      },
      async change(by) {
        const entry = { actor: 'test', action: 'change', target: 'nothing' }
        await files.get(by)?.write((tx) => recordAudit(tx, entry, new Date()))
        by.announce()
      },
    }
  })
})

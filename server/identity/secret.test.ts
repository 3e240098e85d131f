import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import { readOrMakeSecret } from './secret.ts'

test('the first start makes a secret that only its owner can read, and every later start uses the same', () => {
  const folder = join(temporaryFolder(), 'data')
  const secret = readOrMakeSecret(folder)
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(readOrMakeSecret(folder)).toBe(secret)
  expect(readdirSync(folder)).toEqual(['secret'])
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
})

test('an emptied secret file stops the start instead of signing sessions with nothing', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'secret'), '\n')
  expect(() => readOrMakeSecret(folder)).toThrow(/holds no secret: delete it/)
})

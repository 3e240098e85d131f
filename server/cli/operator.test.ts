import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { openSqlite } from '../../db/sqlite.ts'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import { systemClock } from '../clock.ts'
import { createTestIdentity, request, sessionCookie, signedUp } from '../identity/identity.fixture.ts'
import { resetPassword } from '../identity/reset-password.ts'

/** A service that runs on a data folder, and the operator's commands as child processes beside it. */
function startHouse() {
  const dataDir = temporaryFolder()
  const db = openSqlite(join(dataDir, 'drawbridge.sqlite'))
  onTestFinished(() => db.close())
  const run = async (tool: 'token' | 'user', ...args: string[]) => {
    const script = join(import.meta.dirname, `${tool}.ts`)
    const env = { ...process.env, DATA_DIR: dataDir }
    const done = promisify(execFile)(process.execPath, ['--import', 'tsx', script, ...args], { env })
    return await done.then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    )
  }
  return { ...createTestIdentity({ db, clock: systemClock }), run }
}

const bearer = (token: string) => request({ authorization: `Bearer ${token}` })

test('a token made, listed and revoked on the command line works, shows and dies in the running service', async () => {
  const { identity, run } = startHouse()
  const made = await run('token', 'create', '--tier', 'premium', '--name', 'newsroom', '--days', '30')
  const token = made.stdout.trim()
  expect(token).toMatch(/^drawbridge_\w{36}$/)
  expect((await identity.identify(bearer(token))).tier).toBe('premium')
  await identity.close()

  const { stdout: list } = await run('token', 'list')
  const [head, row = ''] = list.split('\n')
  expect(head).toMatch(/^ID +NAME +TOKEN +STATE +ACCOUNT +CREATED +ENDS +LAST USED$/)
  expect(row).toMatch(/newsroom {2}…\w{4} {2}active {2}- /)
  expect(list).not.toContain(token)

  const [id = ''] = row.split(' ')
  expect(await run('token', 'revoke', id)).toMatchObject({
    code: 0,
    stdout: `revoked newsroom (…${token.slice(-4)})\n`,
  })
  await expect(identity.identify(bearer(token))).rejects.toMatchObject({ reason: 'credentials' })
})

test('a link printed for who forgot their password works once, and ends their sessions', async () => {
  const here = startHouse()
  const { userId, email, address } = await signedUp(here)
  const cookie = await sessionCookie(here, userId)
  const { code, stdout } = await here.run('user', 'reset-link', email)
  expect(code).toBe(0)
  expect(stdout).toMatch(/^http:\/\/localhost:\d+\/reset-password#[\w-]{43}\n$/)
  const use = () =>
    resetPassword(here.identity, address, { secret: stdout.trim().slice(-43), password: 'a new one, long' })
  expect(await use()).toEqual({ email })
  expect(await here.identity.identify(request({ cookie }))).toMatchObject({ via: 'visitor' })
  await expect(use()).rejects.toMatchObject({ reason: 'link' })
  expect(await here.run('user', 'reset-link', 'nobody@example.com')).toMatchObject({ code: 1, stdout: '' })
})

test('a tier set on the command line acts on the next request, and a disabled account is signed out', async () => {
  const here = startHouse()
  const { userId, email } = await signedUp(here)
  const cookie = await sessionCookie(here, userId)
  expect((await here.identity.identify(request({ cookie }))).tier).toBe('free')
  await here.run('user', 'set-tier', email.toUpperCase(), 'premium')
  expect((await here.identity.identify(request({ cookie }))).tier).toBe('premium')
  await here.run('user', 'set-tier', email, 'basic')
  expect((await here.identity.identify(request({ cookie }))).tier).toBe('free')
  await here.run('user', 'make-admin', email)
  expect((await here.identity.accountOf(userId))?.role).toBe('admin')
  await here.run('user', 'disable', email)
  expect((await here.identity.identify(request({ cookie }))).via).toBe('visitor')
})

test('a wrong command says what is wrong in one line and ends with 1', async () => {
  const { run } = startHouse()
  const wrong = await Promise.all([
    run('user', 'set-tier', 'nobody@example.com', 'premium'),
    run('user', 'set-tier', 'nobody@example.com', 'gold'),
    run('token', 'create', '--name', 'newsroom', '--days', 'many'),
    run('token', 'create'),
    run('token', 'revoke', 'no-such-id'),
  ])
  expect(wrong.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1])
  expect(wrong.map(({ stderr }) => stderr)).toEqual([
    'error: No account has the email nobody@example.com.\n',
    expect.stringMatching(/^error: .*'gold' is invalid.*premium, basic\.\n$/),
    expect.stringMatching(/^error: .*'many' is invalid.*whole number.*\n$/),
    expect.stringMatching(/^error: required option '--name <name>' not specified\n$/),
    'error: There is no token no-such-id.\n',
  ])
})

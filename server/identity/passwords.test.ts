import { expect, test } from 'vitest'
import { argon2id, createPasswords, DUMMY_HASH } from './passwords.ts'

const PARAMETERS = '$argon2id$v=19$m=47104,t=1,p=1$'

test('a password is kept as argon2id with 46 MiB, and only the same password proves it', async () => {
  const passwords = createPasswords()
  const hash = await passwords.hash('correct horse battery')
  expect(hash.startsWith(PARAMETERS)).toBe(true)
  expect(await passwords.verify(hash, 'correct horse battery')).toBe(true)
  expect(await passwords.verify(hash, 'correct horse batterz')).toBe(false)
})

test('the hash that stands in for an unknown email costs what a real one costs', async () => {
  expect(DUMMY_HASH.startsWith(PARAMETERS)).toBe(true)
  expect(await argon2id.verify(DUMMY_HASH, 'anything')).toBe(false)
})

test('nobody signs in to an account without a password, not even if the check says yes', async () => {
  const passwords = createPasswords({ hash: async () => '', verify: async () => true })
  expect(await passwords.verify(null, 'anything')).toBe(false)
  expect(await passwords.verify(undefined, 'anything')).toBe(false)
})

test('a password typed on another keyboard is the same password: composed and decomposed letters are one', async () => {
  const passwords = createPasswords()
  expect(await passwords.verify(await passwords.hash('café au laité'), 'cafe\u0301 au laite\u0301')).toBe(true)
})

test('at most four hash at once, and all of fifty get their turn', async () => {
  let [running, most] = [0, 0]
  const work = async () => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
  }
  const passwords = createPasswords({
    hash: (password) => work().then(() => password),
    verify: (hash, password) => work().then(() => hash === password),
  })
  const done = await Promise.all(
    Array.from({ length: 50 }, (_, i) => (i % 2 ? passwords.hash('x') : passwords.verify('x', 'x'))),
  )
  expect(done).toHaveLength(50)
  expect(most).toBe(4)
})

test('a damaged hash in the database proves nothing and throws nothing', async () => {
  expect(await createPasswords().verify('not a hash', 'correct horse battery')).toBe(false)
})

import { hash, type Options, verify } from '@node-rs/argon2'
import { Semaphore } from 'async-mutex'

/** The two slow functions, so that tests can count them. */
export type Hashing = {
  hash(password: string): Promise<string>
  verify(hash: string, password: string): Promise<boolean>
}

export type Passwords = {
  hash(password: string): Promise<string>
  /** With no hash (unknown email, account without a password) it takes as long and answers false. */
  verify(hash: string | null | undefined, password: string): Promise<boolean>
}

/** OWASP's first choice for argon2id: 46 MiB, one pass, one lane. Algorithm 2 is argon2id (the enum is types only). */
const ARGON2ID: Options = { algorithm: 2, memoryCost: 46 * 1024, timeCost: 1, parallelism: 1 }

export const argon2id: Hashing = {
  hash: (password) => hash(password, ARGON2ID),
  verify: (expected, password) => verify(expected, password),
}

/** Of a random password nobody kept, with the parameters above. */
export const DUMMY_HASH =
  '$argon2id$v=19$m=47104,t=1,p=1$fYw3+tp3jkoezHrcmOWbFA$TcFxCv6BJpB2WeoQpfRdQE5BBpxlMtncuBC0I2UVKu0'

/** Each takes 46 MiB while it runs, and a thread of the pool that file reads share. */
const AT_ONCE = 4

/** Hashes and checks passwords, at most 4 at once: the others wait their turn. */
export function createPasswords(hashing: Hashing = argon2id): Passwords {
  const turns = new Semaphore(AT_ONCE)
  return {
    hash: (password) => turns.runExclusive(() => hashing.hash(password.normalize('NFKC'))),
    async verify(expected, password) {
      const same = await turns.runExclusive(() =>
        hashing.verify(expected ?? DUMMY_HASH, password.normalize('NFKC')).catch(() => false),
      )
      return same && expected != null
    },
  }
}

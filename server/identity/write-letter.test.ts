import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { LetterKind } from '../../db/tables.ts'
import { createTestIdentity, signedUp } from './identity.fixture.ts'
import { writeLetter } from './write-letter.ts'

const KINDS: LetterKind[] = ['reset', 'confirm', 'moved']
const LOCALES = readdirSync('messages').map((file) => file.slice(0, 2))

async function letterOf(kind: LetterKind, locale: string, email?: string) {
  const house = createTestIdentity()
  const person = await signedUp(house)
  const { db, clock } = house
  const at = new Date(clock.now())
  const to = email ?? person.email
  const userId = kind === 'reset' ? null : person.userId
  const letter = { id: 'l', kind, email: to, userId, locale, attempts: 1, dueAt: at, createdAt: at }
  return await writeLetter({ db, clock, publicUrl: 'https://draw.example.org' }, letter)
}

test.each(LOCALES.flatMap((locale) => KINDS.map((kind) => [kind, locale] as const)))(
  'the letter "%s" in %s says everything it has to',
  async (kind, locale) => {
    const mail = await letterOf(kind, locale)
    expect(mail?.text).toContain('draw.example.org')
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/[{}]|\bmail\.(reset|confirm|moved)|undefined/)
    expect(mail?.text.includes('https://draw.example.org/')).toBe(kind !== 'moved')
  },
)

test('a language without a catalogue is written to in English', async () => {
  expect((await letterOf('reset', 'xx'))?.subject).toBe('A new password for draw.example.org')
})

test('nobody is written to where there is no account', async () => {
  expect(await letterOf('reset', 'en', 'nobody@example.com')).toBeUndefined()
})

import { readFile } from 'node:fs/promises'
import { createTranslator, type Locale } from 'use-intl/core'
import type { Database } from '../../db/database.ts'
import { findUser, findUserByEmail } from '../../db/queries/users.ts'
import type { Letter, User } from '../../db/tables.ts'
import type messages from '../../messages/en.json'
import type { Clock } from '../clock.ts'
import { composeMail } from '../mail/compose.ts'
import type { Mail } from '../mail/types.ts'
import { type MadeLink, makeEmailLink } from './email-links.ts'

type Parts = { db: Database; clock: Clock; publicUrl: string }

/** How the audit log calls what sends letters. */
const ACTOR = 'mail'

/**
 * The mail for a letter, with a link made just now: no secret waits in the database. Undefined when there is nobody to
 * write to (no such account, disabled, gone) or nothing left to say.
 */
export async function writeLetter({ db, clock, publicUrl }: Parts, letter: Letter): Promise<Mail | undefined> {
  const { kind, email, locale } = letter
  const user = letter.userId ? await findUser(db.read, letter.userId) : await findUserByEmail(db.read, email)
  if (!user || user.disabledAt || (kind === 'confirm' && isConfirmed(user, email))) return undefined
  const t = createTranslator({ ...(await catalogue(locale)), namespace: 'mail' })
  const host = new URL(publicUrl).host
  const contents = (link?: MadeLink) => ({
    subject: t(`${kind}.subject`, { host }),
    paragraphs: [t(`${kind}.body`, { host, email, minutes: link?.minutes ?? 0 })],
    link: link && { url: link.url, label: t(`${kind === 'reset' ? 'reset' : 'confirm'}.link`) },
    footnotes: [t(`${kind}.footnote`, { host, minutes: link?.minutes ?? 0, hours: (link?.minutes ?? 0) / 60 })],
  })
  if (kind === 'moved') return composeMail(email, contents())
  const wanted = { actor: ACTOR, userId: user.id, purpose: kind, email }
  const link = await db.write((tx) => makeEmailLink(tx, publicUrl, wanted, new Date(clock.now())))
  return composeMail(email, contents(link))
}

const isConfirmed = (user: User, email: string) => user.email === email && user.emailConfirmedAt !== null

/** English where a language has no catalogue. */
async function catalogue(locale: string): Promise<{ locale: Locale; messages: typeof messages }> {
  const read = async (name: string) => ({
    locale: name as Locale, // those are the names of the catalogues
    messages: JSON.parse(await readFile(new URL(`../../messages/${name}.json`, import.meta.url), 'utf8')),
  })
  return await read(locale).catch(() => read('en'))
}

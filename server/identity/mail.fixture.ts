import { onTestFinished } from 'vitest'
import type { Database } from '../../db/database.ts'
import { createSmtpMailer } from '../mail/smtp.ts'
import { startSmtpServer } from '../mail/smtp-server.fixture.ts'
import { createTestIdentity } from './identity.fixture.ts'

/** Identity that sends through a real SMTP server; its letters are sent when `sent` says so, or were refused. */
export async function identityWithMail(overrides: { db?: Database } = {}) {
  const smtp = await startSmtpServer()
  const mailer = createSmtpMailer({ url: smtp.url, from: 'Drawbridge <bridge@example.net>' })
  const house = createTestIdentity({ mailer, publicUrl: 'https://draw.example.org', ...overrides })
  onTestFinished(async () => {
    await house.identity.close()
    await smtp.close()
  })
  return { ...house, smtp }
}

export type MailHouse = Awaited<ReturnType<typeof identityWithMail>>

/** The letters that wait in the database. */
export async function waitingLetters({ db }: Pick<MailHouse, 'db'>) {
  return await db.read.db.select().from(db.read.tables.letters)
}

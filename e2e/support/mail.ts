import { expect } from '@playwright/test'
import { startSmtpServer } from '../../server/mail/smtp-server.fixture.ts'

export type Mailbox = Awaited<ReturnType<typeof openMailbox>>

/** A real SMTP server, and the settings that make the service send through it. */
export async function openMailbox() {
  const smtp = await startSmtpServer()
  return {
    settings: { SMTP_URL: smtp.url, MAIL_FROM: 'Drawbridge <bridge@example.net>' },
    /** Waits for the newest mail to somebody that is about this, and returns its link. */
    async linkTo(email: string, subject: RegExp): Promise<string> {
      const find = () => smtp.mails.findLast((mail) => mail.to.includes(email) && subject.test(mail.subject))
      await expect.poll(() => find()?.subject, { message: `mail to ${email}` }).toMatch(subject)
      return /https?:\S+#[\w-]{43}/.exec(find()?.text ?? '')?.[0] ?? 'no link'
    },
    mailsTo: (email: string) => smtp.mails.filter((mail) => mail.to.includes(email)),
    close: smtp.close,
  }
}

import { expect, onTestFinished, test } from 'vitest'
import { createSmtpMailer } from './smtp.ts'
import { startSmtpServer } from './smtp-server.fixture.ts'
import { MailRefused } from './types.ts'

const MAIL = { to: 'ann@example.com', subject: 'Schöne Grüße', text: 'Es gibt Äpfel.\n', html: '<p>Es gibt Äpfel.</p>' }

async function open(credentials?: { user: string; pass: string }, url = (port: number) => `smtp://127.0.0.1:${port}`) {
  const smtp = await startSmtpServer(credentials ? { credentials } : {})
  const mailer = createSmtpMailer({ url: url(smtp.port), from: 'Drawbridge <bridge@example.net>' })
  onTestFinished(async () => {
    await mailer.close()
    await smtp.close()
  })
  return { smtp, mailer }
}

test('a mail arrives with its words, from whom it should, as text and HTML', async () => {
  const { smtp, mailer } = await open()
  await mailer.send(MAIL)
  expect(smtp.mails).toMatchObject([{ to: ['ann@example.com'], from: 'bridge@example.net' }])
  expect(smtp.mails[0]?.text).toContain('Es gibt Äpfel.')
  expect(smtp.mails[0]?.raw).toMatch(/^Auto-Submitted: auto-generated/m)
  expect(smtp.mails[0]?.raw).toMatch(/content-type: text\/html/i)
})

test('user and password of the address are used; wrong ones are a failure that may be mended', async () => {
  const credentials = { user: 'bridge', pass: 'a/secret' }
  const right = await open(credentials, (port) => `smtp://bridge:a%2Fsecret@127.0.0.1:${port}`)
  await right.mailer.send(MAIL)
  expect(right.smtp.mails).toHaveLength(1)
  const wrong = await open(credentials, (port) => `smtp://bridge:guess@127.0.0.1:${port}`)
  await expect(wrong.mailer.send(MAIL)).rejects.not.toBeInstanceOf(MailRefused)
})

test('a final no is told apart from a busy server', async () => {
  const { smtp, mailer } = await open()
  smtp.refuse({ at: 'RCPT', code: 550 })
  await expect(mailer.send(MAIL)).rejects.toBeInstanceOf(MailRefused)
  smtp.refuse({ at: 'RCPT', code: 450 })
  await expect(mailer.send(MAIL)).rejects.not.toBeInstanceOf(MailRefused)
})

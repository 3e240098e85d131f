import { createTransport } from 'nodemailer'
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js'
import { type Mailer, MailRefused } from './types.ts'

const PATIENCE_MS = 20_000
/** Answers to who it is for and what it says that no second try changes (RFC 5321, 4.2.1). Wrong credentials can be mended. */
const FINAL_COMMANDS = new Set(['RCPT TO', 'DATA'])

/**
 * Sends through the SMTP server at `url` (smtp:// or smtps://, with user and password in it if need be). A password leaves
 * this machine encrypted or not at all.
 */
export function createSmtpMailer({ url, from }: { url: string; from: string }): Mailer {
  const { hostname, username } = new URL(url)
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const options: SMTPTransport.Options = {
    url,
    requireTLS: username !== '' && !here,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  const transport = createTransport(options, { from })
  return {
    async send(mail) {
      try {
        await transport.sendMail({ ...mail, headers: { 'Auto-Submitted': 'auto-generated' } })
      } catch (error) {
        throw isFinal(error) ? new MailRefused('the mail server will not take it', { cause: error }) : error
      }
    },
    async close() {
      transport.close()
    },
  }
}

function isFinal(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { responseCode, command } = error as Error & { responseCode?: number; command?: string }
  return (responseCode ?? 0) >= 500 && FINAL_COMMANDS.has(command ?? '')
}

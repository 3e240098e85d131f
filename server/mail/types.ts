/** One message, ready to be sent: the same words as plain text and as simple HTML. */
export type Mail = { to: string; subject: string; text: string; html: string }

/** Hands mails to a server that delivers them. */
export interface Mailer {
  /** Resolves when the server has taken it. Throws MailRefused when it never will, anything else when it may later. */
  send(mail: Mail): Promise<void>
  close(): Promise<void>
}

/** The server says that trying again is no use: there is no such address, say. */
export class MailRefused extends Error {}

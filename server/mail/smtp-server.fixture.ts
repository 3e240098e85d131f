import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

export type ReceivedMail = { to: string[]; from: string; subject: string; text: string; raw: string }

/** What a server that does not take mail answers, at which command. */
export type Refusal = { at: 'MAIL' | 'RCPT' | 'DATA'; code: number }

/** A real SMTP server on this machine, that keeps what it gets and refuses when told to. */
export async function startSmtpServer({ credentials }: { credentials?: { user: string; pass: string } } = {}) {
  const mails: ReceivedMail[] = []
  const refused: string[] = []
  let refusal: Refusal | undefined
  const answer = (at: Refusal['at']) => {
    if (refusal?.at !== at) return null
    refused.push(at)
    return Object.assign(new Error('not now, says the test'), { responseCode: refusal.code })
  }
  const server = new SMTPServer({
    authOptional: credentials === undefined,
    allowInsecureAuth: true,
    disabledCommands: credentials ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    logger: false,
    onAuth({ username, password }, _session, done) {
      if (credentials && username === credentials.user && password === credentials.pass) done(null, { user: username })
      else done(new Error('wrong user or password'))
    },
    onMailFrom: (_address, _session, done) => done(answer('MAIL')),
    onRcptTo: (_address, _session, done) => done(answer('RCPT')),
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const error = answer('DATA')
        const raw = Buffer.concat(chunks).toString('utf8')
        const to = envelope.rcptTo.map(({ address }) => address)
        const from = envelope.mailFrom ? envelope.mailFrom.address : ''
        if (!error) mails.push({ to, from, subject: subjectOf(raw), text: plainPartOf(raw), raw })
        done(error)
      })
    },
  })
  server.on('error', () => {}) // a client that leaves in the middle
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    /** At which commands mail was refused, in order. */
    refused,
    refuse(next: Refusal | undefined) {
      refusal = next
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** The secret behind the `#` of the first link of a mail. */
export const secretIn = (text: string) => /#([\w-]{43})\b/.exec(text)?.[1] ?? ''

const subjectOf = (raw: string) => /^Subject: (.*(?:\r\n .*)*)/m.exec(raw)?.[1]?.replace(/\r\n /g, ' ') ?? ''

/** The text/plain part, with its quoted-printable or base64 undone. */
function plainPartOf(raw: string): string {
  const [, boundary = ''] = /boundary="([^"]+)"/.exec(raw) ?? []
  const part = raw.split(`--${boundary}`).find((one) => /content-type: text\/plain/i.test(one)) ?? ''
  const [head = '', ...body] = part.split('\r\n\r\n')
  const coded = body.join('\r\n\r\n')
  if (/base64/i.test(head)) return Buffer.from(coded, 'base64').toString('utf8')
  if (!/quoted-printable/i.test(head)) return coded
  const bytes = coded
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

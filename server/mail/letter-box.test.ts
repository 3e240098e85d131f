import { expect, onTestFinished, test, vi } from 'vitest'
import type { Database } from '../../db/database.ts'
import { temporaryDatabase } from '../../db/temporary.fixture.ts'
import { FakeClock } from '../clock.fake.ts'
import { composeMail } from './compose.ts'
import { createLetterBox } from './letter-box.ts'
import { createSmtpMailer } from './smtp.ts'
import { startSmtpServer } from './smtp-server.fixture.ts'

const LETTER = { kind: 'reset', email: 'ann@example.com', locale: 'en' } as const

/** A box in front of a real server. Its clock stands still: retries come when it is moved. */
async function openBox({ db = temporaryDatabase(), url }: { db?: Database; url?: string } = {}) {
  const smtp = await startSmtpServer()
  const clock = new FakeClock()
  const lines: string[] = []
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ message, ...fields }))
  const box = createLetterBox({
    db,
    clock,
    log: { debug: () => {}, warn: write, error: write },
    mailer: createSmtpMailer({ url: url ?? smtp.url, from: 'bridge@example.net' }),
    write: async ({ email }) => composeMail(email, { subject: 'Hello', paragraphs: ['You.'], footnotes: [] }),
  })
  onTestFinished(async () => {
    await box.close()
    await smtp.close()
  })
  const post = async (letter: Parameters<typeof box.post>[1] = LETTER) => {
    await db.write((tx) => box.post(tx, letter))
    box.wake()
  }
  const waiting = () => db.read.db.select().from(db.read.tables.letters)
  const tries = (count: number) => vi.waitFor(() => expect(smtp.refused).toHaveLength(count), { timeout: 5000 })
  const put = (attempts: number) =>
    vi.waitFor(async () => expect(await waiting()).toMatchObject([{ attempts }]), { timeout: 5000 })
  const empty = () => vi.waitFor(async () => expect(await waiting()).toEqual([]), { timeout: 5000 })
  return { smtp, clock, lines, box, db, post, waiting, tries, put, empty }
}

test('a letter that the server does not take now is tried again later, and then is there once', async () => {
  const { smtp, clock, post, tries, put, empty } = await openBox()
  smtp.refuse({ at: 'DATA', code: 451 })
  await post()
  await tries(1)
  await put(1)
  await vi.waitFor(() => expect(clock.armed).toBe(1))
  await clock.advance(10_000)
  await tries(2)
  await put(2)
  smtp.refuse(undefined)
  await vi.waitFor(() => expect(clock.armed).toBe(1))
  await clock.advance(60_000)
  await empty()
  expect(smtp.mails.map(({ to }) => to)).toEqual([['ann@example.com']])
})

test('after six tries within two hours it is given up, and the log says so without the address', async () => {
  const { smtp, clock, lines, post, tries, empty } = await openBox()
  smtp.refuse({ at: 'MAIL', code: 421 })
  await post()
  for (const [tried, pauseMs] of [10_000, 60_000, 300_000, 1_200_000, 3_600_000].entries()) {
    await tries(tried + 1)
    await vi.waitFor(() => expect(clock.armed).toBe(1))
    await clock.advance(pauseMs)
  }
  await tries(6)
  await empty()
  expect(lines).toHaveLength(6)
  expect(lines.at(-1)).toContain('given up')
  expect(lines.join()).not.toContain('ann@example.com')
})

test('an address the server knows not is given up at once', async () => {
  const { smtp, lines, post, empty } = await openBox()
  smtp.refuse({ at: 'RCPT', code: 550 })
  await post()
  await empty()
  expect(smtp.refused).toEqual(['RCPT'])
  expect(lines.join()).not.toContain('ann@example.com')
})

test('a letter posted while nothing listens survives the process, and is sent by the next', async () => {
  const db = temporaryDatabase()
  const first = await openBox({ db, url: 'smtp://127.0.0.1:1' })
  await first.post()
  await first.put(1)
  await first.box.close()
  const second = await openBox({ db })
  await second.clock.advance(10_000)
  second.box.wake()
  await second.empty()
  expect(second.smtp.mails).toHaveLength(1)
})

test('two processes send a letter once', async () => {
  const db = temporaryDatabase()
  const [one, other] = [await openBox({ db }), await openBox({ db })]
  for (let i = 0; i < 20; i++) await db.write((tx) => one.box.post(tx, { ...LETTER, email: `p${i}@example.com` }))
  one.box.wake()
  other.box.wake()
  await one.empty()
  const to = [...one.smtp.mails, ...other.smtp.mails].flatMap((mail) => mail.to)
  expect(new Set(to).size).toBe(20)
  expect(to).toHaveLength(20)
})

test('what stands in a mail cannot become HTML of its own', () => {
  const { html, text } = composeMail('ann@example.com', {
    subject: 'Hello',
    paragraphs: ['<script>alert(1)</script> & "you"'],
    link: { url: 'https://draw.example.org/x?a=1&b="2"', label: '<b>go</b>' },
    footnotes: [],
  })
  expect(html).not.toMatch(/<script|<b>/)
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;you&quot;')
  expect(html).toContain('href="https://draw.example.org/x?a=1&amp;b=&quot;2&quot;"')
  expect(text).toContain('<script>alert(1)</script> & "you"')
})

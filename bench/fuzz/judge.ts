import type { Attempt } from './draft.ts'
import type { Answer, Outcome } from './exchange.ts'

/** What a server may not do, whatever it is sent. */
export type Fault = '5xx' | 'no answer' | 'hung' | 'unclear refusal' | 'inside told' | 'not HTTP'

/** Paths of files, stacks and the database's own words are nobody's business. */
const INSIDE = /\bat \w[\w.<>]* \(|node_modules|\/server\/[\w/-]+\.ts|SQLITE_|SqliteError|DrizzleError/

/** The first thing that is wrong with what came back; undefined when it is as it should be. */
export function judge(attempt: Attempt, { answers, state }: Outcome): Fault | undefined {
  const { wantsJson, mayBeIgnored } = attempt
  if (answers.some(({ status }) => Number.isNaN(status))) return 'not HTTP'
  if (answers.some(({ status }) => status >= 500)) return '5xx'
  if (state === 'hung' || state === 'refused') return 'hung'
  if (answers.length === 0) return mayBeIgnored ? undefined : 'no answer'
  if (answers.some(({ status, body }) => status >= 400 && INSIDE.test(body))) return 'inside told'
  const isHead = attempt.parts[0]?.subarray(0, 5).toString() === 'HEAD '
  const whole = (state === 'closed' || state === 'kept open') && !isHead && forPrograms(attempt)
  if (wantsJson && whole && answers.some((answer) => answer.status >= 400 && !isClear(answer))) return 'unclear refusal'
  return undefined
}

/** Pages answer with pages, whatever is asked of them; and so does every path that leads elsewhere or nowhere. */
const forPrograms = ({ parts: [first] }: Attempt) =>
  !/^\S+ (?:(?!\/api\/)\S*|\S*\/\.\.\/\S*) HTTP\//.test(first?.toString('latin1') ?? '')

/** JSON that says in words what is wrong: a problem, tRPC's errors, OpenAI's, or NextAuth's. */
function isClear({ type, body }: Answer): boolean {
  if (type.startsWith('text/event-stream')) return body.includes('"message"') || body.includes('"detail"')
  if (!/^application\/(problem\+)?json\b/.test(type)) return false
  try {
    const parsed = JSON.parse(body)
    const each = Array.isArray(parsed) ? parsed : [parsed]
    return each.some(({ detail, message, error, url }) => isTold(detail ?? message ?? error?.message ?? url))
  } catch {
    return false
  }
}

const isTold = (text: unknown) => typeof text === 'string' && text.length > 5

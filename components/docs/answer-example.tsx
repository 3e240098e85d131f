import type { LimitsGuide } from '@/server/limits/guide'
import { ApiCode } from './api-code'

const STATUS_WORDS: Record<number, string> = { 202: 'Accepted', 429: 'Too Many Requests' }

type Props = { label: string; answer: LimitsGuide['served'] }

/** An answer as it goes over the wire. */
export function AnswerExample({ label, answer: { status, headers, problem } }: Props) {
  const type = problem ? 'application/problem+json' : 'application/json'
  const lines = [
    `HTTP/1.1 ${[status, STATUS_WORDS[status]].filter(Boolean).join(' ')}`,
    ...Object.entries({ 'Content-Type': type, ...headers }).map(([name, value]) => `${name}: ${value}`),
    ...(problem ? ['', JSON.stringify(problem, undefined, 2)] : []),
  ]
  return <ApiCode label={label} source={lines.join('\n')} />
}

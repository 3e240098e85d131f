import { expect } from 'vitest'
import { belongsToPremium, type Case, outcomeFor, PEOPLE, type Who } from './people.ts'
import { openWorld, type World } from './world.fixture.ts'

export type Door = {
  /** Sends the case's request as `who`; the text is all of the answer, or the first event of a stream. */
  send(world: World, one: Case, who: Who): Promise<{ status: number; text: string; sent: string }>
  outcomeOf(answer: { status: number; text: string }): string
}

const everybody = Object.keys(PEOPLE) as Who[]

/** One case for everybody, in a world of its own: each gets what the table says, and nobody a word of what is another's. */
export async function examine(one: Case, door: Door) {
  const world = await openWorld()
  const [found, wanted]: Record<string, string>[] = [{}, {}]
  const leaks: string[] = []
  for (const who of everybody) {
    const { sent, ...answer } = await door.send(world, one, who)
    Object.assign(found ?? {}, { [who]: door.outcomeOf(answer) })
    Object.assign(wanted ?? {}, { [who]: outcomeFor(one, who) })
    const others = [
      ...(belongsToPremium(who) ? [] : world.secrets.premium),
      ...(who === 'visitor A' ? [] : world.secrets['visitor A']),
    ]
    for (const secret of others) {
      if (answer.text.includes(secret) && !sent.includes(secret)) leaks.push(`${who} reads "${secret}"`)
    }
  }
  expect(found).toEqual(wanted)
  expect(leaks.join('; ')).toBe('')
}

/** An answer's text; of a stream, what comes until it ends or shows its first snapshot or error. */
export async function readAnswer(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return await response.text()
  let text = ''
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const part = await reader?.read()
    text += part?.value ?? ''
    if (!part || part.done || /"(status|reason)":/.test(text)) break
  }
  await reader?.cancel()
  return text
}

import { createTranslator } from 'use-intl/core'
import { expect, test } from 'vitest'
import messages from '@/messages/en.json'

function sentencesOf(value: unknown): string[] {
  return typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(sentencesOf)
}

test('every sentence of the catalogue can be said', () => {
  for (const sentence of sentencesOf(messages)) {
    const values = Object.fromEntries([...sentence.matchAll(/\{\s*(\w+)/g)].map(([, name]) => [name, 2]))
    const t = createTranslator({
      locale: 'en',
      messages: { sentence },
      timeZone: 'UTC',
      onError: (error) => expect.fail(`${sentence}: ${error.message}`),
    })
    expect(t.markup('sentence', { ...values, ...tagsOf(sentence) })).not.toMatch(/[{}<>]/)
  }
})

test('no refusal is a bare "too many requests", and each says what follows', () => {
  for (const refusal of Object.values(messages.refusal)) {
    if (typeof refusal === 'string') continue
    expect(refusal.title).not.toMatch(/too many requests/i)
    expect(refusal.body.length).toBeGreaterThan(20)
  }
})

/** Markup of a sentence, said as plain text. */
function tagsOf(sentence: string): Record<string, (inner: string) => string> {
  return Object.fromEntries([...sentence.matchAll(/<(\w+)>/g)].map(([, name]) => [name, (inner: string) => inner]))
}

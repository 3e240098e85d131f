import { createTranslator } from 'use-intl/core'
import { describe, expect, test } from 'vitest'
import { argumentsOf } from './arguments.fixture'
import { LOCALES, loadMessages } from './locale'

type Sentence = { key: string; text: string }

function sentencesOf(value: unknown, path: string[] = []): Sentence[] {
  if (typeof value === 'string') return [{ key: path.join('.'), text: value }]
  return Object.entries(value ?? {}).flatMap(([key, inner]) => sentencesOf(inner, [...path, key]))
}

const tagsOf = (text: string) => [...text.matchAll(/<(\w+)>/g)].map(([, name]) => name ?? '')

const read = async (locale: (typeof LOCALES)[number]) => sentencesOf(await loadMessages(locale))

describe.each(LOCALES)('the catalogue in %s', (locale) => {
  test('has a sentence for every key of the English one, and none besides', async () => {
    const keys = (sentences: Sentence[]) => sentences.map(({ key }) => key).sort()
    expect(keys(await read(locale))).toEqual(keys(await read('en')))
  })

  test('fills the same gaps with the same values as the English one', async () => {
    const gaps = (text: string) => [...argumentsOf(text), ...tagsOf(text)]
    const english = new Map((await read('en')).map(({ key, text }) => [key, gaps(text)]))
    for (const { key, text } of await read(locale)) expect([key, gaps(text)]).toEqual([key, english.get(key)])
  })

  test('can be said, all of it', async () => {
    for (const { key, text } of await read(locale)) {
      const values = Object.fromEntries(argumentsOf(text).map((name) => [name, 2]))
      const tags = tagsOf(text).map((name) => [name, (inner: string) => inner])
      const t = createTranslator({
        locale,
        messages: { text },
        timeZone: 'UTC',
        onError: (error) => expect.fail(`${key}: ${error.message}`),
      })
      expect(t.markup('text', { ...values, ...Object.fromEntries(tags) })).not.toMatch(/[{}<>]/)
    }
  })
})

test('French is set as French is: spaces that do not break, apostrophes, and guillemets', async () => {
  for (const { key, text } of await read('fr')) {
    // Code keeps its own signs.
    const prose = text.replaceAll(/`[^`]*`/g, 'code').replaceAll(/https?:\S+|Authorization: /g, '')
    expect([key, prose]).toEqual([key, expect.not.stringMatching(/[^\u202f][;!?]|[^\u00a0\d]:(?!\/)/)])
    expect([key, prose]).toEqual([key, expect.not.stringMatching(/«[^\u00a0]|[^\u00a0]»|["“”']/)])
  }
})

test('French does not repeat English sentences', async () => {
  const english = new Map((await read('en')).map(({ key, text }) => [key, text]))
  const same = (await read('fr')).filter(({ key, text }) => text === english.get(key) && /\s\w+\s/.test(text))
  expect(same).toEqual([])
})

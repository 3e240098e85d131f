import { readFile } from 'node:fs/promises'
import { createTranslator } from 'use-intl/core'
import type messages from '../../messages/en.json'

type Catalogue = { locale: 'en'; messages: typeof messages }

/** What a browser is told, in its language; English where a language has no catalogue. */
export async function pushWords(locale: string, said: 'ready' | 'failed'): Promise<string> {
  return createTranslator({ ...(await catalogue(locale)), namespace: 'notifications.push' })(said)
}

const known = new Map<string, Promise<Catalogue>>()

function catalogue(locale: string): Promise<Catalogue> {
  const name = /^[a-z]{2}$/.test(locale) ? locale : 'en'
  const found = known.get(name) ?? read(name).catch(() => read('en'))
  known.set(name, found)
  return found
}

const read = async (name: string): Promise<Catalogue> => ({
  locale: name as 'en', // whichever it is, its sentences have the same names
  messages: JSON.parse(await readFile(new URL(`../../messages/${name}.json`, import.meta.url), 'utf8')),
})

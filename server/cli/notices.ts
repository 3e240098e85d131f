import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ShippedPackage } from './shipped-packages.ts'

/** Notices of what lies in this repository itself and was made by others. */
const OF_OUR_OWN_FOLDERS = ['server/renderer/assets/NOTICE.md', 'server/words/lexicon/NOTICE.md']
const RULE = '='.repeat(78)
const COPYRIGHT_LINE = /^\W*copyright\b.*(\(c\)|©|\d{4})/i

type Notice = { text: string; packages: { name: string; version: string; licence: string; lines: string[] }[] }

/**
 * Every licence and notice text in one, each text once: the copyright lines stand with the packages above it.
 * Of the same packages it is the same text, to the letter.
 */
export function noticesOf(packages: readonly ShippedPackage[]): string {
  const notices = new Map<string, Notice>()
  for (const { name, version, licence, texts } of packages) {
    for (const whole of texts) {
      const lines = whole.split('\n')
      const text = lines
        .filter((line) => !COPYRIGHT_LINE.test(line))
        .join('\n')
        .trim()
      const key = createHash('sha256').update(text.replace(/\W+/g, ' ').trim().toLowerCase()).digest('hex')
      const notice = notices.get(key) ?? { text, packages: [] }
      const copyright = lines.filter((line) => COPYRIGHT_LINE.test(line)).map((line) => line.trim())
      notice.packages.push({ name, version, licence, lines: copyright })
      notices.set(key, notice)
    }
  }
  const most = [...notices.values()].sort((a, b) => b.packages.length - a.packages.length)
  const without = packages.filter(({ texts }) => texts.length === 0)
  return [
    'Drawbridge: licences and notices of the work of others that it is shipped with',
    ...OF_OUR_OWN_FOLDERS.map((path) => readFileSync(path, 'utf8').trim()),
    ...most.map(({ text, packages }) => [...packages.map(told), '', text].join('\n')),
    [
      'These packages carry no licence text of their own, only the name of their licence:',
      '',
      ...without.map(({ name, version, licence, by }) => `${name} ${version}: ${licence}${by ? `, ${by}` : ''}`),
    ].join('\n'),
  ].join(`\n\n${RULE}\n\n`)
}

const told = ({ name, version, licence, lines }: Notice['packages'][number]) =>
  [`${name} ${version} (${licence})`, ...lines.map((line) => `    ${line}`)].join('\n')

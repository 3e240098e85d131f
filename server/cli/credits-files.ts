import { readFileSync } from 'node:fs'
import { noticesOf } from './notices.ts'
import { shippedPackages } from './shipped-packages.ts'

/** A work of others that is drawn, spoken or shown with: a row of NOTICES.md. */
type Work = { what: string; by: string; licence: string }

/** The files that /docs/credits is made of, path and contents: what `npm run credits` writes and a test compares. */
export function creditsFiles(): { path: string; text: string }[] {
  const packages = shippedPackages()
  const listed = packages.map(({ texts, ...told }) => told)
  return [
    { path: 'components/docs/credits.json', text: toJson({ works: worksIn('NOTICES.md'), packages: listed }) },
    { path: 'public/notices.txt', text: `${noticesOf(packages)}\n` },
  ]
}

const toJson = (value: object) => `${JSON.stringify(value, null, 2)}\n`

/** Rows of the first table: what, by, licence. */
function worksIn(path: string): Work[] {
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  return rows.slice(2).map(([, what = '', by = '', licence = '']) => ({ what, by, licence }))
}

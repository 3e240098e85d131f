import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** A package that `npm ci --omit=dev` brings along. Builds for single machines are one entry, `@esbuild/*`. */
export type ShippedPackage = {
  name: string
  version: string
  licence: string
  /** Who holds the copyright, or wrote it, as far as it says. */
  by?: string
  /** Its licence and notice files. None for builds for single machines: which of those are there differs. */
  texts: string[]
}

const entry = z.object({
  version: z.string(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  optional: z.boolean().optional(),
})
const lock = z.object({ packages: z.record(z.string(), entry.partial({ version: true })) })
const manifest = z.object({
  author: z.union([z.string(), z.object({ name: z.string() })]).optional(),
  license: z.string().optional(),
})

/** A name's end that says for which machine it was built. */
const FOR_ONE_MACHINE =
  /(^|[-/])(aix|android|darwin|freebsd|linux|linuxmusl|netbsd|openbsd|openharmony|sunos|wasm32|win32)(-[\w-]+)?$/
const TEXT_FILE = /^(licen[sc]e|copying|notice|ofl)/i
const COPYRIGHT = /^\W*copyright\b.*?(?:\(c\)|©|\d{4}).*$/im

/** What is shipped, by name, from the lock file in this folder and the packages installed beside it. */
export function shippedPackages(): ShippedPackage[] {
  const { packages } = lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))
  const found = new Map<string, Said[]>()
  for (const [path, { version, license, dev, devOptional, optional }] of Object.entries(packages)) {
    if (path === '' || dev || devOptional || version === undefined) continue
    const fullName = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const name = optional ? fullName.replace(FOR_ONE_MACHINE, '$1*') : fullName
    const said = { version, licence: license, ...(optional ? { texts: [] } : readPackage(path)) }
    found.set(name, [...(found.get(name) ?? []), said])
  }
  return [...found]
    .map(([name, said]) => {
      const by = said.find((one) => one.by)?.by
      return {
        name,
        version: each(said.map(({ version }) => version)),
        licence: each(said.flatMap(({ licence }) => licence ?? [])),
        ...(by && { by }),
        texts: [...new Set(said.flatMap(({ texts }) => texts))],
      }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

type Said = { version: string; licence: string | undefined; by?: string; texts: string[] }

const each = (values: readonly string[]) => [...new Set(values)].sort().join(', ')

function readPackage(path: string): Pick<ShippedPackage, 'by' | 'texts'> {
  const texts = readdirSync(path, { withFileTypes: true })
    .filter((file) => file.isFile() && TEXT_FILE.test(file.name))
    .map(({ name }) => name)
    .sort()
    .map((name) => readFileSync(join(path, name), 'utf8').replaceAll('\r\n', '\n').trim())
  const { author } = manifest.parse(JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')))
  const by = holderIn(texts) ?? (typeof author === 'string' ? author : author?.name)?.replace(/\s*[<(].*$/, '')
  return { ...(by && { by }), texts }
}

/** "Copyright (c) 2013-2020, Jane Doe. All rights reserved." names Jane Doe. */
function holderIn(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const [line] = COPYRIGHT.exec(text) ?? []
    const holder = line
      ?.replace(/copyright|\(c\)|©|all rights reserved\.?|<[^>]*>|&[lg]t;?|[\w.+-]+@[\w.-]+|\bby\b/gi, ' ')
      .replace(/\([^)]*\)|https?:\S*|\bwith reserved font name.*|\blisted at.*/gi, ' ')
      .replace(/\b\d{4}\b(\s*[-–,]\s*(\d{4}|present))*/gi, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[\W_]+|[\s,.;:()-]+$/g, '')
    if (holder && !/\[|name of/i.test(holder)) return holder
  }
  return undefined
}

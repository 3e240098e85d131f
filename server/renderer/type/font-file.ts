import { readFileSync } from 'node:fs'

/** What typesetting needs of an OpenType file: does it have a character, and how wide is it (in em). */
export type FontFile = { has(codePoint: number): boolean; advance(codePoint: number): number }

function tableOffsets(view: DataView): Map<string, number> {
  const tables = new Map<string, number>()
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + i * 16
    const tag = String.fromCharCode(
      view.getUint8(at),
      view.getUint8(at + 1),
      view.getUint8(at + 2),
      view.getUint8(at + 3),
    )
    tables.set(tag, view.getUint32(at + 8))
  }
  return tables
}

function readSegments(view: DataView, at: number, glyphs: Map<number, number>): void {
  const segments = view.getUint16(at + 6) / 2
  for (let i = 0; i < segments; i++) {
    const end = view.getUint16(at + 14 + i * 2)
    const start = view.getUint16(at + 16 + segments * 2 + i * 2)
    const delta = view.getUint16(at + 16 + segments * 4 + i * 2)
    const rangeAt = at + 16 + segments * 6 + i * 2
    const range = view.getUint16(rangeAt)
    for (let code = start; code <= end && code < 0xffff; code++) {
      const raw = range === 0 ? code : view.getUint16(rangeAt + range + (code - start) * 2)
      const glyph = range !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff
      if (glyph) glyphs.set(code, glyph)
    }
  }
}

function readGroups(view: DataView, at: number, glyphs: Map<number, number>): void {
  for (let i = 0; i < view.getUint32(at + 12); i++) {
    const group = at + 16 + i * 12
    const start = view.getUint32(group)
    const first = view.getUint32(group + 8)
    for (let code = start; code <= view.getUint32(group + 4); code++) glyphs.set(code, first + code - start)
  }
}

/** Reads the `cmap` (formats 4 and 12) and `hmtx` tables of a TTF or OTF. Throws where the file is neither. */
export function readFontFile(path: string): FontFile {
  const bytes = readFileSync(path)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = tableOffsets(view)
  const table = (tag: string) => {
    const at = tables.get(tag)
    if (at === undefined) throw new Error(`${path} has no ${tag} table`)
    return at
  }
  const glyphs = new Map<number, number>()
  const cmap = table('cmap')
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const at = cmap + view.getUint32(cmap + 8 + i * 8)
    const format = view.getUint16(at)
    if (format === 4) readSegments(view, at, glyphs)
    if (format === 12) readGroups(view, at, glyphs)
  }
  const unitsPerEm = view.getUint16(table('head') + 18)
  const longMetrics = view.getUint16(table('hhea') + 34)
  const hmtx = table('hmtx')
  // A picture needs a handful of widths: keep them, not the megabytes they came from.
  const widths = new Map<number, number>()
  for (const [code, glyph] of glyphs)
    widths.set(code, view.getUint16(hmtx + Math.min(glyph, longMetrics - 1) * 4) / unitsPerEm)
  return { has: (code) => widths.has(code), advance: (code) => widths.get(code) ?? 0 }
}

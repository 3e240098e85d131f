import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type FontFile, readFontFile } from './font-file.ts'

/** The faces in the order they are tried. All are TTF or OTF, which HarfBuzz reads. */
const sources = {
  baloo: '@expo-google-fonts/baloo-2/800ExtraBold/Baloo2_800ExtraBold.ttf',
  noto: '@expo-google-fonts/noto-sans/800ExtraBold/NotoSans_800ExtraBold.ttf',
  arabic: '@expo-google-fonts/noto-sans-arabic/800ExtraBold/NotoSansArabic_800ExtraBold.ttf',
  hebrew: '@embedpdf/fonts-hebrew/fonts/NotoSansHebrew-Bold.ttf',
  japanese: '@embedpdf/fonts-jp/fonts/NotoSansJP-Bold.otf',
  korean: '@embedpdf/fonts-kr/fonts/NotoSansKR-Bold.otf',
  chinese: '@embedpdf/fonts-sc/fonts/NotoSansHans-Bold.otf',
} as const satisfies Record<string, string>

export type FontName = keyof typeof sources

const require = createRequire(import.meta.url)
const loaded = new Map<FontName, FontFile>()

/** Where a face lies on disk. Some packages export no path to their fonts, so the folders are searched as Node would. */
export function fontPath(name: FontName): string {
  const folders = require.resolve.paths('any-package') ?? []
  const path = folders.map((folder) => join(folder, sources[name])).find((candidate) => existsSync(candidate))
  if (path === undefined) throw new Error(`the font ${sources[name]} is not installed`)
  return path
}

/** Character coverage and widths of a face; read once a process. */
export function fontMetrics(name: FontName): FontFile {
  const known = loaded.get(name)
  if (known) return known
  const metrics = readFontFile(fontPath(name))
  loaded.set(name, metrics)
  return metrics
}

const EAST_ASIAN = /[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u

/** The faces worth trying for a text, best first: Han characters follow the language around them. */
export function fontsFor(text: string): FontName[] {
  const names: FontName[] = ['baloo', 'noto']
  if (RIGHT_TO_LEFT.test(text)) names.push('arabic', 'hebrew')
  if (!EAST_ASIAN.test(text)) return names
  if (/[\u3040-\u30ff]/u.test(text)) return [...names, 'japanese', 'chinese', 'korean']
  if (/[\uac00-\ud7ff\u1100-\u11ff]/u.test(text)) return [...names, 'korean', 'chinese', 'japanese']
  return [...names, 'chinese', 'japanese', 'korean']
}

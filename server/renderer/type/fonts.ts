import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type FontFile, readFontFile } from './font-file.ts'

type FontSource = { family: string; file: string; weight: number }

/** The faces in the order they are tried. resvg draws nothing from woff2, so all are TTF or OTF. */
const sources = {
  baloo: { family: 'Baloo 2', file: '@expo-google-fonts/baloo-2/800ExtraBold/Baloo2_800ExtraBold.ttf', weight: 800 },
  noto: {
    family: 'Noto Sans',
    file: '@expo-google-fonts/noto-sans/800ExtraBold/NotoSans_800ExtraBold.ttf',
    weight: 800,
  },
  arabic: {
    family: 'Noto Sans Arabic',
    file: '@expo-google-fonts/noto-sans-arabic/800ExtraBold/NotoSansArabic_800ExtraBold.ttf',
    weight: 800,
  },
  hebrew: { family: 'Noto Sans Hebrew', file: '@embedpdf/fonts-hebrew/fonts/NotoSansHebrew-Bold.ttf', weight: 700 },
  japanese: { family: 'Noto Sans JP', file: '@embedpdf/fonts-jp/fonts/NotoSansJP-Bold.otf', weight: 700 },
  korean: { family: 'Noto Sans KR', file: '@embedpdf/fonts-kr/fonts/NotoSansKR-Bold.otf', weight: 700 },
  chinese: { family: 'Noto Sans Hans', file: '@embedpdf/fonts-sc/fonts/NotoSansHans-Bold.otf', weight: 700 },
} as const satisfies Record<string, FontSource>

export type FontName = keyof typeof sources

const require = createRequire(import.meta.url)
const loaded = new Map<FontName, FontFile>()

/** Where a face lies on disk. Some packages export no path to their fonts, so the folders are searched as Node would. */
export function fontPath(name: FontName): string {
  const folders = require.resolve.paths('any-package') ?? []
  const path = folders.map((folder) => join(folder, sources[name].file)).find((candidate) => existsSync(candidate))
  if (path === undefined) throw new Error(`the font ${sources[name].file} is not installed`)
  return path
}

/** Family and weight as SVG names them. */
export function fontStyle(name: FontName): { family: string; weight: number } {
  return sources[name]
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

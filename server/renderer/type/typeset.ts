import { escapeXml, n } from '../svg.ts'
import { type FontName, fontMetrics, fontStyle, fontsFor } from './fonts.ts'
import { balance } from './lines.ts'

/** Where type may stand: its middle and the room it has. */
export type TypeBox = { x: number; y: number; width: number; height: number; largest: number; maxLines: number }

export type SetType = { lines: string[]; size: number; fonts: FontName[] }

const LINE_HEIGHT = 1.14

function fontOf(char: string, fonts: readonly FontName[]): FontName {
  const code = char.codePointAt(0) ?? 0
  return fonts.find((name) => fontMetrics(name).has(code)) ?? 'baloo'
}

/** Width of a line in em. Joined scripts come out a little narrower than this, never wider. */
export function measureText(text: string, fonts: readonly FontName[]): number {
  let width = 0
  for (const char of text) width += fontMetrics(fontOf(char, fonts)).advance(char.codePointAt(0) ?? 0)
  return width
}

/** Breaks and sizes a text for a box: as large as it can be, in as few lines as that takes. */
export function setType(text: string, box: TypeBox): SetType {
  const fonts = fontsFor(text)
  const measure = (line: string) => measureText(line, fonts)
  let best: SetType = { lines: [], size: 0, fonts }
  for (let count = 1; count <= box.maxLines; count++) {
    const lines = balance(text, count, measure)
    const widest = Math.max(...lines.map(measure), 0.5)
    const size = Math.min(box.largest, box.width / widest, box.height / (lines.length * LINE_HEIGHT))
    if (size > best.size * 1.06) best = { lines, size, fonts }
  }
  const used = new Set<FontName>(['baloo'])
  for (const char of text) used.add(fontOf(char, fonts))
  return { ...best, fonts: fonts.filter((name) => used.has(name)) }
}

function runs(line: string, fonts: readonly FontName[]): string {
  const parts: { font: FontName; text: string }[] = []
  for (const char of line) {
    const last = parts.at(-1)
    // Spaces and marks stay with the run they are in, so that shaping sees whole words.
    const font =
      last && /[\s\p{M}\p{P}]/u.test(char) && fontMetrics(last.font).has(char.codePointAt(0) ?? 0)
        ? last.font
        : fontOf(char, fonts)
    if (last?.font === font) last.text += char
    else parts.push({ font, text: char })
  }
  return parts
    .map(({ font, text }) => {
      const { family, weight } = fontStyle(font)
      return `<tspan font-family="${family}" font-weight="${weight}">${escapeXml(text)}</tspan>`
    })
    .join('')
}

/** The set lines as `<text>` elements, centred in the box, with the given paint. */
export function typeMarkup({ lines, size, fonts }: SetType, box: TypeBox, paint: string, shiftY = 0): string {
  const top = box.y - ((lines.length - 1) * size * LINE_HEIGHT) / 2 + size * 0.3 + shiftY
  return lines
    .map(
      (line, i) =>
        `<text x="${n(box.x)}" y="${n(top + i * size * LINE_HEIGHT)}" font-size="${n(size)}" text-anchor="middle" xml:space="preserve" ${paint}>${runs(line, fonts)}</text>`,
    )
    .join('')
}

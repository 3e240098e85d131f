import { escapeXml } from '../svg.ts'
import { iconOf } from './emoji.ts'
import { type FontName, fontMetrics, fontsFor } from './fonts.ts'
import { balance } from './lines.ts'
import { shapeLine } from './shape.ts'

/** Where type may stand: its middle and the room it has. */
export type TypeBox = { x: number; y: number; width: number; height: number; largest: number; maxLines: number }

export type SetType = { lines: string[]; size: number; fonts: FontName[] }

/** Draws an inline emoji around its middle; `size` is its side. */
export type DrawIcon = (icon: string, x: number, y: number, size: number) => string

const LINE_HEIGHT = 1.14
/** Width of an inline emoji with the air around it, and its side, in em. */
const ICON_ADVANCE = 1.12
const ICON_SIDE = 0.98
/** From the baseline up to the middle of the capitals, in em. */
const CAP_MIDDLE = 0.31

function fontOf(char: string, fonts: readonly FontName[]): FontName {
  const code = char.codePointAt(0) ?? 0
  return fonts.find((name) => fontMetrics(name).has(code)) ?? 'baloo'
}

/** Width of a line in em. Joined scripts come out a little narrower than this, never wider. */
export function measureText(text: string, fonts: readonly FontName[]): number {
  let width = 0
  for (const char of text)
    width += iconOf(char) ? ICON_ADVANCE : fontMetrics(fontOf(char, fonts)).advance(char.codePointAt(0) ?? 0)
  return width
}

/** The faces a text needs. */
export function fontsUsed(text: string): FontName[] {
  const fonts = fontsFor(text)
  const used = new Set<FontName>(['baloo'])
  for (const char of text) if (!iconOf(char)) used.add(fontOf(char, fonts))
  return fonts.filter((name) => used.has(name))
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
  return { ...best, fonts: fontsUsed(text) }
}

const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u

/** Whether a text begins in a script written from right to left. */
export const isRightToLeft = (text: string) => RIGHT_TO_LEFT.test(text)

/** Text and emoji of a line, from left to right as they stand. */
function segments(line: string): { text: string; icon: string | undefined }[] {
  const parts: { text: string; icon: string | undefined }[] = []
  for (const char of line) {
    const icon = iconOf(char)
    const last = parts.at(-1)
    if (icon || !last || last.icon) parts.push({ text: char, icon })
    else last.text += char
  }
  return isRightToLeft(line) ? parts.reverse() : parts
}

/** One line as outlines, named by its text; its middle at `x` and its baseline at `y`. Emoji are left out, with their room, unless `drawIcon` is given. */
export function lineMarkup(
  line: string,
  { x, y, size, fonts }: { x: number; y: number; size: number; fonts: readonly FontName[] },
  paint: string,
  drawIcon?: DrawIcon,
): string {
  const parts = segments(line).map((part) => {
    const shaped = part.icon ? undefined : shapeLine(part.text, fonts, isRightToLeft(line))
    return { icon: part.icon, shaped, width: (shaped?.advance ?? ICON_ADVANCE) * size }
  })
  let left = x - parts.reduce((sum, { width }) => sum + width, 0) / 2
  const drawn = parts
    .map(({ icon, shaped, width }) => {
      const start = left
      left += width
      if (icon) return drawIcon?.(icon, start + width / 2, y - size * CAP_MIDDLE, size * ICON_SIDE) ?? ''
      const path = shaped?.path(start, y, size)
      return path ? `<path d="${path}" ${paint}/>` : ''
    })
    .join('')
  return `<g aria-label="${escapeXml(line)}">${drawn}</g>`
}

/** The set lines as outlines, centred in the box, with the given paint. */
export function typeMarkup(
  { lines, size, fonts }: SetType,
  box: TypeBox,
  paint: string,
  shiftY = 0,
  drawIcon?: DrawIcon,
): string {
  const top = box.y - ((lines.length - 1) * size * LINE_HEIGHT) / 2 + size * 0.3 + shiftY
  return lines
    .map((line, i) => lineMarkup(line, { x: box.x, y: top + i * size * LINE_HEIGHT, size, fonts }, paint, drawIcon))
    .join('')
}

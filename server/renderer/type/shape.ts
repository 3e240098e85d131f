import { readFileSync } from 'node:fs'
import { Blob, Buffer, Face, Font, shape } from 'harfbuzzjs'
import { type FontName, fontMetrics, fontPath } from './fonts.ts'

/** A glyph's outline as it stands in the font: commands and their coordinates, up is positive. */
type Outline = readonly { command: string; points: readonly number[] }[]
type OpenFont = { font: Font; upem: number; outlines: Map<number, Outline> }
type Placed = { outline: Outline; x: number; y: number; perEm: number }

/** A line of text, set: `advance` is its width in em, `path` its outline from the left end of its baseline. */
export type ShapedLine = { advance: number; path(x: number, y: number, size: number): string }

const open = new Map<FontName, OpenFont>()

function openFont(name: FontName): OpenFont {
  const known = open.get(name)
  if (known) return known
  const face = new Face(new Blob(readFileSync(fontPath(name))))
  const opened = { font: new Font(face), upem: face.upem, outlines: new Map() }
  open.set(name, opened)
  return opened
}

function outlineOf({ font, outlines }: OpenFont, glyph: number): Outline {
  const known = outlines.get(glyph)
  if (known) return known
  const commands = font.glyphToPath(glyph).match(/[A-Z][^A-Z]*/g) ?? []
  const outline = commands.map((text) => ({
    command: text[0] ?? '',
    points: (text.slice(1).match(/-?[\d.]+/g) ?? []).map(Number),
  }))
  outlines.set(glyph, outline)
  return outline
}

type Run = { font: FontName; text: string; leftwards: boolean }

const LEFTWARDS = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u
const DIRECTED = /[\p{L}\p{N}]/u

/** Stretches of one face and one direction, as they stand from left to right. */
function runsOf(line: string, fonts: readonly FontName[], fromRight: boolean): Run[] {
  const runs: Run[] = []
  let leftwards = fromRight
  for (const char of line) {
    if (DIRECTED.test(char)) leftwards = LEFTWARDS.test(char)
    const code = char.codePointAt(0) ?? 0
    const last = runs.at(-1)
    // Spaces and marks stay with the run they are in, so that shaping sees whole words.
    const stays = last && /[\s\p{M}\p{P}]/u.test(char) && fontMetrics(last.font).has(code)
    const font = stays ? last.font : (fonts.find((name) => fontMetrics(name).has(code)) ?? 'baloo')
    if (last?.font === font && last.leftwards === leftwards) last.text += char
    else runs.push({ font, text: char, leftwards })
  }
  return fromRight ? runs.reverse() : runs
}

/** Sets one line with HarfBuzz, which knows how every script joins, stacks and turns; resvg's own text loses vowel signs. */
export function shapeLine(line: string, fonts: readonly FontName[], fromRight: boolean): ShapedLine {
  const placed: Placed[] = []
  let advance = 0
  for (const run of runsOf(line, fonts, fromRight)) {
    const opened = openFont(run.font)
    const buffer = new Buffer()
    buffer.addText(run.text)
    buffer.guessSegmentProperties()
    shape(opened.font, buffer)
    const perEm = 1 / opened.upem
    for (const glyph of buffer.getGlyphInfosAndPositions()) {
      const { codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 } = glyph
      const outline = outlineOf(opened, codepoint)
      if (outline.length > 0) placed.push({ outline, x: advance + xOffset * perEm, y: yOffset * perEm, perEm })
      advance += xAdvance * perEm
    }
  }
  return { advance, path: (x, y, size) => placed.map((glyph) => glyphPath(glyph, x, y, size)).join('') }
}

function glyphPath({ outline, x, y, perEm }: Placed, left: number, baseline: number, size: number): string {
  const at = (value: number, i: number) =>
    Math.round((i % 2 === 0 ? left + (x + value * perEm) * size : baseline - (y + value * perEm) * size) * 100) / 100
  return outline.map(({ command, points }) => command + points.map(at).join(' ')).join('')
}

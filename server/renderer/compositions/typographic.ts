import type { Canvas } from '../paint/canvas.ts'
import type { Random } from '../random.ts'
import { lights } from '../scene/lights.ts'
import { weathers } from '../scene/weathers.ts'
import { arc } from '../type/arc.ts'
import { blocks } from '../type/blocks.ts'
import { clustersOf } from '../type/clusters.ts'
import { echo } from '../type/echo.ts'
import { typeGround, wear } from '../type/grounds.ts'
import { createInlineIcons } from '../type/inline-icons.ts'
import type { TypeLayout } from '../type/layout.ts'
import { lettering } from '../type/lettering.ts'
import { typePalettes } from '../type/palettes.ts'
import { stack } from '../type/stack.ts'
import { fontsUsed } from '../type/typeset.ts'
import type { Floor } from './floor.ts'
import { leading } from './leading.ts'
import { type Arrangement, frameOfCanvas, type StageSet } from './placement.ts'
import { standInRows } from './rows.ts'

/** How the words may stand as the subject; `sign` sets them, glowing, into the painted place. */
const LAYOUTS = { stack, blocks, echo, arc } as const satisfies Record<string, TypeLayout>
const NAMES = ['stack', 'blocks', 'echo', 'arc', 'stack', 'blocks', 'echo', 'arc', 'sign'] as const

/** Blocks and badges hold only so much. */
const LONGEST = { stack: 130, blocks: 44, echo: 90, arc: 60 } as const

/** Letters of a word that blocks still show large. */
const LONGEST_WORD = 8

/** Of the height, what the words take where figures stand below them. */
const WORDS_PART = 0.56

/** The figures the words name, below the words, in plain daylight; nobody where they name none. */
export function arrangeBesideWords(set: StageSet): Arrangement {
  const { figures, backdrops } = leading(set.cast)
  const random = set.random.fork('beside')
  const { width, height } = set.canvas
  const canvas: Canvas = {
    ...set.canvas,
    light: lights.day,
    weather: weathers.clear,
    outside: false,
    stage: { y: 0.9, floats: false },
    horizon: height * 0.4,
  }
  const all = [...backdrops, ...figures].slice(0, 6)
  const frame = { ...frameOfCanvas(canvas, 0.03), top: height * (WORDS_PART + 0.01) }
  const floor: Floor = {
    base: height * 0.93,
    back: height * 0.9,
    front: height * 0.95,
    scaleAt: () => 1,
    farAt: () => 0,
  }
  const tallest = Math.min(height * (0.94 - WORDS_PART), width * 0.6)
  const placements = all.length > 0 ? standInRows(all, { canvas, floor, frame, tallest }, random) : []
  return { canvas, scenery: (paintPlace) => paintPlace(), placements, framed: false }
}

/** A picture whose subject is the words: their ground, and the words over it. */
export function setAsSubject(
  canvas: Canvas,
  text: string,
  source: Random,
  beside: boolean,
  paintPlace: () => string,
): string {
  const random = source.fork('typographic')
  const { width, height } = canvas
  const name = random.pick(NAMES)
  if (text === '') return paintPlace()
  if (name === 'sign' && !beside) return paintPlace() + lettering(canvas, text)
  const wanted = name === 'sign' ? 'stack' : name
  const crowded = wanted === 'blocks' && text.split(' ').some((word) => clustersOf(word).length > LONGEST_WORD)
  const layout = crowded || [...text].length > LONGEST[wanted] ? 'stack' : wanted
  const palette = random.pick(typePalettes)
  const fonts = fontsUsed(text)
  const drawIcon = createInlineIcons(canvas.defs)
  const room = height * (beside ? WORDS_PART : 1)
  const words = LAYOUTS[layout]({ canvas, text, fonts, palette, random: random.fork(layout), drawIcon, room })
  const ground = typeGround(palette, width, height, random.fork('ground'))
  return ground + words + wear(palette, width, height, random.fork('wear'))
}

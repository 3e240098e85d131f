import { art } from './icons/art.ts'
import { recolour } from './icons/recolour.ts'
import type { Canvas } from './paint/canvas.ts'
import { ellipse, n } from './svg.ts'
import type { Hero } from './words/find-heroes.ts'

/** One thing to place: its unit is the height a dog would have here. */
type Actor = { hero: Hero; id: string; scale: number; width: number; height: number }

/** How large the largest row may get, in units of the shorter side. */
const SIZES = [0, 500, 400, 330, 280, 270, 250, 240] as const
const MOST_ACTORS = 7

function cast(heroes: readonly Hero[], unit: number): Actor[] {
  const actors: Actor[] = []
  heroes.forEach((hero, kind) => {
    const facts = art().icon(hero.icon)
    if (!facts) return
    const [left = 0, top = 0, right = 1, bottom = 1] = facts.box
    const alone = heroes.length === 1 && hero.count === 1
    // One thing alone fills the stage whatever it is; next to others, sizes are compared, gently.
    const scale = unit * (alone ? Math.max(0.9, Math.min(1.12, facts.scale)) : facts.scale ** 0.75)
    for (let i = 0; i < hero.count && actors.length < MOST_ACTORS; i++) {
      actors.push({ hero, id: `h${kind}`, scale, width: (right - left) * scale, height: (bottom - top) * scale })
    }
  })
  return actors
}

function place(canvas: Canvas, actor: Actor, x: number, foot: number): string {
  const { box = [0, 0, 1, 1] } = art().icon(actor.hero.icon) ?? {}
  const [left = 0, , right = 1, bottom = 1] = box
  const { light, stage: where } = canvas
  const shadow = where.floats
    ? ''
    : ellipse(
        x + actor.width * 0.03,
        foot - actor.height * 0.012,
        actor.width * 0.56,
        Math.max(9, actor.width * 0.085),
        canvas.defs.radial([
          [0, light.deep, 0.62],
          [0.55, light.deep, 0.36],
          [1, light.deep, 0],
        ]),
      )
  const k = actor.scale / 32
  const tx = x - ((left + right) / 2) * actor.scale
  const ty = foot - bottom * actor.scale
  return `${shadow}<use href="#${actor.id}" transform="translate(${n(tx)} ${n(ty)}) scale(${Math.round(k * 1000) / 1000})"/>`
}

/** Splits the cast into a back row and a front row; few stand in one row. */
function rows(actors: Actor[]): Actor[][] {
  const behind = actors.filter((actor) => (art().icon(actor.hero.icon)?.scale ?? 1) >= 1.3)
  const front = actors.filter((actor) => !behind.includes(actor))
  if (behind.length > 0 && front.length > 0) return [behind, front]
  if (actors.length <= 3) return [actors]
  const half = Math.floor(actors.length / 2)
  return [actors.slice(0, half), actors.slice(half)]
}

/** The things the words name, standing (or floating) on the scene with the shadows they throw. */
export function stage(canvas: Canvas, heroes: readonly Hero[]): string {
  const total = Math.min(
    MOST_ACTORS,
    heroes.reduce((sum, hero) => sum + hero.count, 0),
  )
  const actors = cast(heroes, SIZES[total] ?? 250)
  if (actors.length === 0) return ''
  for (const [kind, hero] of heroes.entries()) {
    const body = art().body(hero.icon)
    const tinted = hero.tint ? recolour(body, art().icon(hero.icon)?.hue ?? null, hero.tint) : body
    canvas.defs.add(() => `<g id="h${kind}">${tinted.replaceAll('§', `h${kind}_`)}</g>`)
  }
  const random = canvas.random.fork('stage')
  const { width, height, stage: where } = canvas
  const lined = rows(actors)
  const ground = height * Math.min(0.81, where.y)
  return lined
    .map((row, depth) => {
      const room = width * 0.84
      const gap = row.length > 1 ? 26 : 0
      const full = row.reduce((sum, actor) => sum + actor.width, 0) + gap * (row.length - 1)
      const fit = Math.min(1, room / full)
      const tallest = Math.max(...row.map((actor) => actor.height)) * fit
      const base = where.floats
        ? height * (lined.length > 1 ? 0.4 + depth * 0.3 : 0.44) + tallest / 2
        : ground - (lined.length - 1 - depth) * tallest * 0.42
      let x = width / 2 - (full * fit) / 2 + (lined.length > 1 ? (depth ? 24 : -24) : random.between(-30, 30))
      return row
        .map((actor) => {
          const shown = { ...actor, scale: actor.scale * fit, width: actor.width * fit, height: actor.height * fit }
          const sway = where.floats ? random.between(-0.12, 0.12) * shown.height : random.between(-8, 8)
          const out = place(canvas, shown, x + shown.width / 2, base + sway)
          x += shown.width + gap * fit
          return out
        })
        .join('')
    })
    .join('')
}

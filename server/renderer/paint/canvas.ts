import { mix } from '../colour.ts'
import type { Random } from '../random.ts'
import type { Light, TimeOfDay } from '../scene/lights.ts'
import type { Season } from '../scene/seasons.ts'
import type { Weather } from '../scene/weathers.ts'
import type { Defs } from '../svg.ts'

/** What a painter works on. Units: the shorter side is 1000, so one design fits every size. */
export type Canvas = {
  width: number
  height: number
  random: Random
  defs: Defs
  time: TimeOfDay
  light: Light
  weather: Weather
  season: Season | undefined
  /** Under an open sky: weather falls, and light comes from above. */
  outside: boolean
  /** Far ranges are peaks rather than hills. */
  peaked: boolean
  /** Where heroes stand (part of the height), and whether they float instead. */
  stage: { y: number; floats: boolean }
  /** The chosen sky, zenith to horizon, already under its weather. */
  sky: readonly string[]
  /** What distance turns into: the colour of the air at the horizon. */
  haze: string
  /** Near colours of the land: dark and light. */
  ground: readonly [string, string]
  /** y of the horizon. */
  horizon: number
  orb: { x: number; y: number; radius: number }
}

/** Paints one layer and returns its markup. */
export type Painter = (canvas: Canvas) => string

/** A colour of the land as it looks in this light: `depth` 1 is at one's feet, 0 is lost in the haze. */
export function inAir(canvas: Canvas, colour: string, depth: number): string {
  const { light, weather } = canvas
  const white = weather.whitens > 0 ? mix(colour, '#f4f8fd', weather.whitens) : colour
  const lit = mix(white, light.shade.colour, light.shade.amount * (0.55 + 0.45 * depth))
  return mix(lit, canvas.haze, Math.min(0.95, (1 - depth) * 0.92 + weather.fog * 0.22 * (1 - depth * 0.6)))
}

/** Like `inAir`, for things snow does not cover (trunks, houses, birds). */
export function inAirBare(canvas: Canvas, colour: string, depth: number): string {
  return inAir({ ...canvas, weather: { ...canvas.weather, whitens: canvas.weather.whitens * 0.22 } }, colour, depth)
}

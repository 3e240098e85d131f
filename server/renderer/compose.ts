import { castScene } from './cast/cast-scene.ts'
import { mix } from './colour.ts'
import { arrange, chooseComposition, isSpelt } from './compositions/choose-composition.ts'
import { foreground } from './compositions/foreground.ts'
import { setAsSubject } from './compositions/typographic.ts'
import { bolt, precipitation } from './paint/air.ts'
import type { Canvas } from './paint/canvas.ts'
import { type PainterName, painters } from './paint/painters.ts'
import { createRandom } from './random.ts'
import { type Light, lights } from './scene/lights.ts'
import { type Place, places } from './scene/places.ts'
import { inSeason, type Season, seasons } from './scene/seasons.ts'
import { type Weather, weathers } from './scene/weathers.ts'
import { stage } from './stage.ts'
import { createDefs, n, rect } from './svg.ts'
import { CAPTION_HEIGHT, caption } from './type/caption.ts'
import type { Plan } from './words/parse.ts'

/** Prepares the canvas of a plan: every choice that is not the words' falls by the seed. */
export function createCanvas(plan: Pick<Plan, 'scene'>, seedText: string, width: number, height: number): Canvas {
  const short = Math.min(width, height)
  const random = createRandom(seedText)
  const light: Light = lights[plan.scene.time]
  const weather: Weather = weathers[plan.scene.weather]
  const place: Place = places[plan.scene.place]
  const season: Season | undefined = plan.scene.season && seasons[plan.scene.season]
  const w = (width / short) * 1000
  const h = (height / short) * 1000
  const sky = random.pick(light.skies).map((colour) => {
    const veil = mix(weather.veil, light.shade.colour, light.shade.amount * 0.8)
    return mix(colour, veil, weather.cover)
  })
  const raised = random.between(-0.045, 0.045)
  const horizon = h * Math.min(0.9, place.horizon + raised)
  const low = light.orb === 'low-sun'
  const side = random.chance(0.5) ? random.between(0.12, 0.3) : random.between(0.7, 0.88)
  return {
    width: w,
    height: h,
    random,
    defs: createDefs(),
    time: plan.scene.time,
    light,
    weather,
    outside: place.layers.some((name) => name === 'sky'),
    peaked: plan.scene.place === 'mountains',
    stage: place.stage.floats ? place.stage : { ...place.stage, y: place.stage.y + raised * 0.4 },
    sky,
    haze: sky.at(-1) ?? '#ffffff',
    ground: inSeason(random.pick(place.grounds), place.grows ? season : undefined),
    season,
    horizon,
    orb: {
      x: w * (low ? random.between(0.34, 0.66) : side),
      y: low ? horizon - random.between(20, 90) : h * random.between(0.13, 0.2),
      radius: low ? random.between(78, 104) : random.between(52, 66),
    },
  }
}

/** The whole picture as SVG; its type is outlines. */
export function compose(plan: Plan, seedText: string, width: number, height: number): string {
  const full = createCanvas(plan, seedText, width, height)
  const { defs, random } = full
  const { place } = plan.scene
  const cast = castScene(plan.words, plan.said, defs, random.fork('cast'))
  const name = chooseComposition(plan, cast, full.stage.floats, random.fork('composition'))
  const captioned = cast.ensembles.length > 0 && name !== 'typographic' && plan.said.unknown.length > 0
  const foot = captioned ? CAPTION_HEIGHT : 0
  const arranged = arrange(name, {
    canvas: full,
    place,
    cast: isSpelt(plan, cast) ? { ...cast, ensembles: [] } : cast,
    random: random.fork(name),
    foot,
  })
  const { canvas, placements } = arranged
  const layers: readonly PainterName[] = places[place].layers
  const paintPlace = () => layers.map((layer) => painters[layer](full) + (layer === 'sky' ? bolt(full) : '')).join('')
  const ground =
    name === 'typographic'
      ? setAsSubject(full, plan.type, random, placements.length > 0, paintPlace)
      : arranged.scenery(paintPlace)
  const figures = stage(canvas, place, placements)
  const near = arranged.framed ? foreground(canvas, place, placements, random) : ''
  const falling = canvas.outside ? precipitation(full) : ''
  const type = captioned ? caption(canvas, plan.type) : ''
  const { width: w, height: h, light } = canvas
  const vignette = defs.radial([
    [0.62, light.deep, 0],
    [1, light.deep, 0.34],
  ])
  const corners = rect(-w * 0.22, -h * 0.22, w * 1.44, h * 1.44, vignette)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${n(w)} ${n(h)}">${defs.markup()}${ground}${figures}${near}${falling}${corners}${type}</svg>`
}

import type { Scene } from '../../words/scene.ts'
import type { Cast, Ensemble } from '../ensemble.ts'
import { art } from '../icons/art.ts'
import { recolour } from '../icons/recolour.ts'
import type { Random } from '../random.ts'
import type { Defs } from '../svg.ts'
import { findHeroes, type Hero } from '../words/find-heroes.ts'

/** Side of an icon's square for a thing as tall as a dog. */
const UNIT = 115

function stand(hero: Hero, defs: Defs): Ensemble | undefined {
  const facts = art().icon(hero.icon)
  if (!facts) return undefined
  const body = art().body(hero.icon)
  const tinted = hero.tint ? recolour(body, facts.hue, hero.tint) : body
  const paint = defs.add((id) => `<g id="${id}">${tinted.replaceAll('§', `${id}_`)}</g>`)
  const id = paint.slice(5, -1)
  const side = UNIT * facts.scale
  const [left = 0, top = 0, right = 1, bottom = 1] = facts.box
  const half = ((right - left) * side) / 2
  const x = -((left + right) / 2) * side
  const y = -bottom * side
  const k = Math.round((side / 32) * 1000) / 1000
  return {
    markup: `<use href="#${id}" transform="translate(${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}) scale(${k})"/>`,
    box: { left: -half, top: (top - bottom) * side, right: half, bottom: 0 },
    feet: [{ x: 0, width: half * 1.6 }],
    faces: 'left',
    role: facts.scale >= 1.3 ? 'backdrop' : 'main',
    kind: hero.icon,
  }
}

/** Who is on the picture, as ensembles ready to be placed; their definitions are added to `defs`. */
export function castScene(words: string, _said: Scene, defs: Defs, _random: Random): Cast {
  const ensembles = findHeroes(words).flatMap((hero) => {
    const ensemble = stand(hero, defs)
    return ensemble ? Array.from({ length: hero.count }, () => ensemble) : []
  })
  return { ensembles, together: ensembles.length > 7 ? 'many' : 'apart' }
}

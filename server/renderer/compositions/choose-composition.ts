import { tokenise } from '../../words/fold.ts'
import type { Cast } from '../ensemble.ts'
import type { Random } from '../random.ts'
import { iconOf, mixesEmoji } from '../type/emoji.ts'
import type { Plan } from '../words/parse.ts'
import { arrangeCloseUp } from './close-up.ts'
import { arrangeDiorama } from './diorama.ts'
import { arrangeGroup } from './group.ts'
import { arrangeLandscape } from './landscape.ts'
import { leading } from './leading.ts'
import { type Arrangement, heightOf, type StageSet, widthOf } from './placement.ts'
import { arrangeProcession } from './procession.ts'
import { arrangePattern, arrangeScatter } from './scatter.ts'
import { arrangeSingleHero } from './single-hero.ts'
import { flies } from './stand.ts'
import { arrangeBesideWords } from './typographic.ts'

/** What a composition is chosen by. */
type Brief = {
  figures: number
  backdrops: number
  kinds: number
  together: Cast['together']
  /** The only figure looks at us, or is about as wide as tall: it bears being seen from very near. */
  compact: boolean
  flying: boolean
  floats: boolean
  place: string
  /** The words name the place themselves. */
  named: boolean
  /** They are about an idea rather than a thing: love, victory, a birthday. */
  concept: boolean
  /** All that is shown are emoji between words: the words show them themselves. */
  spelt: boolean
  asked: (words: ReadonlySet<string>) => boolean
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))
const PATTERN = words('pattern patterns wallpaper motif muster patron tapete seamless pattern')
const CLOSE_UP = words('closeup close-up portrait portraits macro face retrato nahaufnahme selfie headshot')
const DIORAMA = words('diorama miniature isometric tiny-world snowglobe maqueta miniatur')
const PROCESSION = words('parade procession queue row line convoy caravan desfile parada umzug defile')

/** For each composition how it fits a scene: 0 never, 1000 asked for by name; the seed decides between what fits. */
const COMPOSITIONS = {
  single: { arrange: arrangeSingleHero, fits: ({ figures }: Brief) => (figures === 1 ? 10 : 0) },
  'close-up': {
    arrange: arrangeCloseUp,
    fits: ({ figures, backdrops, compact, named, asked }: Brief) =>
      figures !== 1 ? 0 : asked(CLOSE_UP) ? 1000 : compact && backdrops === 0 && !named ? 2.5 : 0,
  },
  group: {
    arrange: arrangeGroup,
    fits: ({ figures, together }: Brief) => (figures > 1 && together !== 'in-a-row' ? 8 : 0),
  },
  procession: {
    arrange: arrangeProcession,
    fits: ({ figures, together, kinds, floats, asked }: Brief) =>
      figures < 2
        ? 0
        : together === 'in-a-row' || asked(PROCESSION)
          ? 1000
          : kinds <= 2 && figures <= 7 && !floats
            ? 3
            : 0,
  },
  scatter: {
    arrange: arrangeScatter,
    fits: ({ figures, together, flying, floats }: Brief) =>
      figures >= 4 && (floats || flying) ? (together === 'many' ? 14 : 4) : 0,
  },
  pattern: { arrange: arrangePattern, fits: ({ figures, asked }: Brief) => (figures > 0 && asked(PATTERN) ? 1000 : 0) },
  diorama: {
    arrange: arrangeDiorama,
    fits: ({ figures, floats, asked, place, flying }: Brief) =>
      figures === 0
        ? 0
        : asked(DIORAMA)
          ? 1000
          : figures <= 5 && !floats && !flying && DIORAMA_PLACES.has(place)
            ? 2
            : 0,
  },
  landscape: {
    arrange: arrangeLandscape,
    fits: ({ figures, backdrops, named }: Brief) => (figures + backdrops === 0 && named ? 10 : 0),
  },
  typographic: {
    arrange: arrangeBesideWords,
    fits: ({ figures, named, concept, spelt }: Brief) =>
      spelt ? 1000 : figures === 0 ? (named ? 0 : 10) : concept ? 14 : 0,
  },
} as const satisfies Record<string, { arrange: (set: StageSet) => Arrangement; fits: (brief: Brief) => number }>

const CONCEPTS = words('rays ribbons')
const DIORAMA_PLACES = words('meadow forest mountains beach desert snow farm garden')

export type CompositionName = keyof typeof COMPOSITIONS

/** Arranges a scene by the composition of that name. */
export function arrange(name: CompositionName, set: StageSet): Arrangement {
  return COMPOSITIONS[name].arrange(set)
}

/** Whether emoji stand between words of which nothing else could be shown. */
export function isSpelt(plan: Pick<Plan, 'type' | 'scene'>, cast: Cast): boolean {
  const emoji = new Set([...plan.type].map(iconOf).filter((icon) => icon !== undefined)).size
  return mixesEmoji(plan.type) && plan.scene.named !== true && leading(cast).figures.length <= emoji
}

/** The composition for a cast; where several fit, the seed decides. */
export function chooseComposition(plan: Plan, cast: Cast, floats: boolean, random: Random): CompositionName {
  const { figures, backdrops } = leading(cast)
  const [first] = figures
  const tokens = tokenise(plan.words)
  const pairs = tokens.map((token, i) => `${token}-${tokens[i + 1] ?? ''}`)
  const slender = first ? widthOf(first) / heightOf(first) : 0
  // What does something to another needs to be seen from farther away.
  const alone = plan.said.relations.length === 0
  const brief: Brief = {
    figures: figures.length,
    backdrops: backdrops.length,
    kinds: new Set(figures.map(({ kind }) => kind)).size,
    together: cast.together,
    compact: alone && first?.role === 'main' && (first.faces === 'front' || (slender > 0.75 && slender < 1.3)),
    flying: figures.every(flies),
    floats,
    place: plan.scene.place,
    named: plan.scene.named === true,
    concept: CONCEPTS.has(plan.scene.place),
    spelt: isSpelt(plan, cast),
    asked: (named) => [...tokens, ...pairs].some((token) => named.has(token)),
  }
  const names = Object.keys(COMPOSITIONS) as CompositionName[]
  const weights: number[] = names.map((name) => COMPOSITIONS[name].fits(brief))
  let at = random.between(
    0,
    weights.reduce((sum, weight) => sum + weight, 0),
  )
  for (const [i, name] of names.entries()) {
    at -= weights[i] ?? 0
    if (at < 0) return name
  }
  return figures.length > 1 ? 'group' : 'single'
}

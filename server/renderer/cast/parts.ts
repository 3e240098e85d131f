import type { Scene } from '../../words/scene.ts'
import { isAlive, isBackdrop, isFood, isVehicle } from '../icons/kinds.ts'
import { sizeOf } from '../icons/sizes.ts'
import type { Named } from '../words/name-things.ts'
import { factsOf } from './studio.ts'
import { isVerb } from './verbs.ts'
import { isWorn } from './wear.ts'

export type Place = 'on' | 'in' | 'under' | 'over' | 'behind' | 'before'

/** A thing with all it does, and what is done with it. `taken` things are drawn by those who have them. */
export type Part = {
  named: Named
  alive: boolean
  subgroup: number
  verbs: Set<string>
  holds: Part[]
  wears: Part[]
  eats: Part | undefined
  rides: Part | undefined
  at: { part: Part; how: Place } | undefined
  meets: { part: Part; how: 'chases' | 'faces' } | undefined
  taken: boolean
}

const PLACES: Record<string, Place> = {
  on: 'on',
  in: 'in',
  under: 'under',
  over: 'over',
  behind: 'behind',
  before: 'before',
  against: 'before',
}
/** What is carried to be had, not to stand beside one. */
const HANDY = new Set(
  'balloon umbrella kite magic-wand broom dagger guitar violin trumpet microphone fishing-pole camera'.split(' '),
)

function partOf(named: Named): Part {
  const subgroup = factsOf(named.icon)?.subgroup ?? -1
  const verbs = new Set(named.attributes.filter((name) => isVerb('sleep', name)).map(() => 'sleep'))
  const none = undefined
  return {
    named,
    alive: isAlive(named.icon, subgroup),
    subgroup,
    verbs,
    holds: [],
    wears: [],
    eats: none,
    rides: none,
    at: none,
    meets: none,
    taken: false,
  }
}

/** On these something stands on whoever has them: "a house on its back". */
const BODY = new Set(['back', 'head', 'shoulder'])

/** Whether `to` hangs on `from` already, however far: nobody stands on who stands on him. */
function reaches(from: Part, to: Part): boolean {
  for (let at: Part | undefined = from, steps = 0; at && steps < 8; steps++) {
    if (at === to) return true
    at = at.at?.part ?? at.rides ?? at.meets?.part
  }
  return false
}

/** Things, and what the scene says they do to each other. Who does what follows from the relations' direction. */
export function partsOf(words: string, named: readonly Named[], said: Scene): Part[] {
  const parts = named.map(partOf)
  const byThing = new Map(
    parts.flatMap((part) => (part.named.thing === undefined ? [] : [[part.named.thing, part] as const])),
  )
  /** A lifeless thing does nothing: "a cat wearing sunglasses playing the guitar" is about the cat. */
  const doer = (index: number | undefined, verb: string): Part | undefined => {
    for (let at = index ?? -1; at >= 0; at--) {
      const part = byThing.get(at)
      if (
        part &&
        (part.alive || (at === index && (isVehicle(part.subgroup) || !isVerb('hold', verb)))) &&
        (part.alive || !hasAlive(at))
      )
        return part
    }
    return index === undefined ? undefined : byThing.get(index)
  }
  const hasAlive = (below: number) => [...byThing].some(([index, part]) => index < below && part.alive)

  for (const { kind, name, from, to } of said.relations.slice(0, 40)) {
    const onBody = BODY.has(said.things[to ?? -1]?.head ?? '')
    const carried = onBody && from !== undefined ? byThing.get(from) : undefined
    const bearer = carried ? doer((from ?? 0) - 1, name) : undefined
    if (carried && bearer?.alive && !carried.taken) carried.at ??= { part: bearer, how: 'on' }

    const named = from === undefined ? undefined : byThing.get(from)
    // Where somebody's book is, he is.
    const owner = named?.taken ? parts.find((one) => [...one.holds, ...one.wears, one.eats].includes(named)) : undefined
    const subject = kind === 'verb' ? doer(from, name) : (owner ?? named)
    const object = to === undefined ? undefined : byThing.get(to)
    if (kind === 'verb' && subject) act(subject, name, object)
    if (kind === 'preposition' && subject && object && subject !== object) stand(subject, name, object)
  }
  continueLists(parts, said)
  for (const part of parts) {
    const host = part.rides ?? (part.at?.how === 'in' ? part.at.part : undefined)
    // Nobody is seen behind a sail.
    if (host?.named.icon === 'sailboat') host.named = { ...host.named, icon: 'canoe' }
  }
  if (said.relations.length === 0) guess(parts, words)
  return parts
}

function act(subject: Part, verb: string, object: Part | undefined) {
  subject.verbs.add(verb)
  if (!object || object === subject || object.taken) return
  const take = () => {
    object.taken = true
  }
  if (isVerb('ride', verb)) {
    if (!reaches(object, subject)) subject.rides = object
  } else if (isWorn(object.named.icon) && (isVerb('wear', verb) || verb === 'have')) {
    subject.wears.push(object)
    take()
  } else if (isVerb('eat', verb) && !object.alive) {
    subject.eats = object
    take()
  } else if (isVerb('eat', verb) && isFood(object.subgroup)) {
    subject.eats = object
    take()
  } else if (
    subject.alive &&
    (isVerb('read', verb) || (isVerb('play', verb) && !object.alive)) &&
    !isBackdrop(object.named.icon, object.subgroup)
  ) {
    subject.holds.push(object)
    take()
  } else if (isVerb('chase', verb)) {
    if (!reaches(object, subject)) subject.meets = { part: object, how: 'chases' }
    object.verbs.add('flee')
  } else if (isVerb('jump', verb) || verb === 'climb') {
    if (!reaches(object, subject)) subject.at = { part: object, how: verb === 'climb' ? 'on' : 'over' }
  } else if (
    subject.alive &&
    (isVerb('hold', verb) || isVerb('cook', verb)) &&
    !isBackdrop(object.named.icon, object.subgroup)
  ) {
    subject.holds.push(object)
    take()
  } else if (isVerb('face', verb) || (object.alive && subject.alive)) {
    if (!reaches(object, subject)) subject.meets = { part: object, how: 'faces' }
  }
}

function stand(subject: Part, name: string, object: Part) {
  if (subject.taken && !subject.alive) return
  const how = PLACES[name]
  if (name === 'with' || (name === 'in' && isWorn(object.named.icon) && subject.alive)) {
    if (subject.alive && isWorn(object.named.icon)) {
      subject.wears.push(object)
      object.taken = true
    } else if (
      isVerbOf(subject, 'play') ||
      (subject.alive && !object.alive && (HANDY.has(object.named.icon) || isSmall(object)))
    ) {
      if (object.alive) subject.meets = reaches(object, subject) ? undefined : { part: object, how: 'faces' }
      else {
        subject.holds.push(object)
        object.taken = true
      }
    } else if (!subject.alive && !object.alive && isSmall(object) && !reaches(subject, object)) {
      // "a cake with candles": they are on it.
      object.at = { part: subject, how: 'on' }
    }
    return
  }
  if (!how || subject.at || reaches(object, subject) || object.taken) return
  // "under an umbrella": one holds it.
  if (how === 'under' && object.named.icon === 'umbrella' && subject.alive) {
    subject.holds.push(object)
    object.taken = true
    return
  }
  subject.at = { part: object, how }
}

const isVerbOf = (part: Part, group: 'play') => [...part.verbs].some((verb) => isVerb(group, verb))
/** Small enough to be carried, or to lie on another thing. */
function isSmall({ named, alive }: Part): boolean {
  const facts = factsOf(named.icon)
  return !alive && facts !== undefined && sizeOf(named.icon, facts) <= 0.6
}

/** "a hat and a scarf": what is said of the first is meant of the second; "a cat and a dog dancing" dance both. */
function continueLists(parts: Part[], said: Scene) {
  parts.forEach((part, i) => {
    const before = parts[i - 1]
    if (!before || part.taken || part.at || part.rides || part.named.thing === undefined) return
    const related = said.relations.some(({ from, to }) => from === part.named.thing || to === part.named.thing)
    const owner = parts.find((one) => one.wears.includes(before))
    if (owner && isWorn(part.named.icon) && !related) {
      owner.wears.push(part)
      part.taken = true
    }
  })
  parts.forEach((part, i) => {
    const before = parts[i - 1]
    if (!before || !part.alive || !before.alive || before.taken || part.taken) return
    const linked = said.relations.some(({ from, to }) => from === before.named.thing || to === before.named.thing)
    if (linked || before.verbs.size > 0 || before.meets) return
    const [verb] = part.verbs
    if (verb && isVerb('face', verb) && !part.meets) part.meets = { part: before, how: 'faces' }
    for (const each of part.verbs) before.verbs.add(each)
    if (part.at && !before.at && part.at.part !== before) before.at = part.at
    for (const one of part.wears) before.wears.push(one)
  })
}

/** Where one is, in languages whose grammar nobody reads here. */
const RELATING: readonly (readonly [RegExp, Place])[] = [
  [/تحت|(^|\s)под\s|の下|下面|底下|아래|밑|के नीचे|(^|\s)sotto\s|debaixo|(^|\s)onder\s/u, 'under'],
  [/(^|\s)على\s|(^|\s)на\s|の上|上面|위에|(^|\s)पर(\s|$)|(^|\s)(sopra|sul|sulla|em cima)\s/u, 'on'],
]

/** Where only the things were understood: who is alive wears what is worn, and eats what is eaten. */
function guess(parts: Part[], words: string) {
  const who = parts.find((part) => part.alive)
  if (!who) return
  for (const part of parts) {
    if (part === who || part.alive || part.taken || part.named.thing !== undefined) continue
    const how = RELATING.find(([pattern]) => pattern.test(words))?.[1]
    if (how && !isWorn(part.named.icon)) {
      who.at ??= { part, how }
      continue
    }
    if (isWorn(part.named.icon)) who.wears.push(part)
    else if (isFood(part.subgroup) && !who.eats) who.eats = part
    else if (HANDY.has(part.named.icon) || part.subgroup === 40) who.holds.push(part)
    else continue
    part.taken = true
  }
}

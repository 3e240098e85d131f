/** What verbs (English lemmas) do with a picture. */
const group = (words: string) => new Set(words.split(' '))

export const VERBS = {
  ride: group('ride mount gallop drive steer pilot straddle'),
  wear: group('wear don dress'),
  hold: group(
    'hold carry bring grab clutch lift raise wave give offer show sell take catch steal use pull throw have pick grip deliver cradle hug squeeze balance juggle drop brandish swing knit fly hand collect gather water buy get find',
  ),
  eat: group('eat bite chew nibble lick devour munch taste gnaw swallow drink sip slurp smell sniff blow enjoy share'),
  read: group('read study write'),
  play: group('play strum'),
  music: group('play strum sing perform drum'),
  sleep: group('sleep nap doze snooze slumber asleep sleeping sleepy dream rest hibernate'),
  sit: group('sit perch squat rest relax ponder think meditate knit fish watch wait read study write'),
  lie: group('lie sunbathe lounge'),
  run: group('run race sprint rush dash flee escape gallop jog hurry'),
  walk: group('walk march stroll hike wander parade go travel'),
  jump: group('jump leap hop bounce vault'),
  fly: group('fly soar hover glide float levitate'),
  swim: group('swim dive snorkel paddle'),
  dance: group('dance waltz twirl spin'),
  sing: group('sing'),
  chase: group('chase follow pursue hunt'),
  face: group(
    'look watch stare see admire observe talk speak chat argue whisper fight battle wrestle attack kiss love hug embrace cuddle greet meet face play box feed pet visit help teach paint photograph scare frighten challenge',
  ),
  cook: group('cook bake stir fry grill'),
} as const satisfies Record<string, ReadonlySet<string>>

export type VerbGroup = keyof typeof VERBS

export const isVerb = (which: VerbGroup, verb: string) => VERBS[which].has(verb)

/** The set's own people doing something, by verb: the end of the icon's name after man, woman or person. */
const ACTING: Record<string, string> = {
  run: 'running', jog: 'running', race: 'running', sprint: 'running', walk: 'walking', hike: 'walking', stroll: 'walking', march: 'walking',
  swim: 'swimming', surf: 'surfing', row: 'rowing-boat', cycle: 'biking', bike: 'biking', climb: 'climbing', juggle: 'juggling', golf: 'golfing',
  kneel: 'kneeling', pray: 'kneeling', meditate: 'in-lotus-position', cartwheel: 'cartwheeling', wrestle: 'wrestling', dance: 'dancing',
  shrug: 'shrugging', bow: 'bowing', lift: 'lifting-weights',
} // biome-ignore format: a table

/** The icon of a person doing something, where the set has one. */
export function actingIcon(icon: string, verb: string): string | undefined {
  const end = Object.hasOwn(ACTING, verb) ? ACTING[verb] : undefined
  if (!end) return undefined
  const who = /^(woman|girl|princess|old-woman)$/.test(icon)
    ? 'woman'
    : /^(man|boy|prince|old-man)$/.test(icon)
      ? 'man'
      : /^(person|child)$/.test(icon)
        ? 'person'
        : undefined
  if (!who) return undefined
  return end === 'dancing' && who === 'person' ? 'woman-dancing' : `${who}-${end}`
}

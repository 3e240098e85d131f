/** Closed lists of English lemmas that everyday prompts lean on. */
const set = (words: string) => new Set(words.split(' '))

/** Things any picture has, or that are the thing itself: naming one or not changes little. */
const LIGHT = set(
  'landscape scene scenery sky background view hand ground place slice piece cup mug glass bowl plate sort kind world air bunch weather top bottom middle center edge side',
)

/** Praise, and what only leads over to something else ("covered with snow"). */
const LIGHT_ATTRIBUTES = set(
  'beautiful pretty nice lovely wonderful amazing gorgeous covered filled made full certain typical',
)

/** What things do when they merely are somewhere, have something on or are at what they are for. */
const POSTURES = set(
  'sit stand lie lean rest be stay live hang wait hold carry wear have work look pose walk sail float fly grow shine show contain cover travel',
)

/** Acts that look the same: whoever asks for one is content with the other. */
const ACTS = groups(
  'sit perch|hold carry grip clutch|save rescue|jump leap hop|run sprint dash jog|look watch stare gaze observe|throw toss hurl|eat devour munch nibble chew|drink sip|hug embrace cuddle|cook prepare|chase pursue|fight battle duel|fly soar glide|walk stroll stride wander|shout scream yell|laugh giggle chuckle|smile grin|cry weep sob|launch take_off lift_off blast_off|land touch_down|build construct make|climb scale|draw sketch|clean wash scrub|bloom blossom|sleep nap doze snooze slumber|talk chat speak converse|shine glow gleam|burn blaze|guard protect defend|hunt stalk|hang dangle|fall drop tumble|pull drag tow|push shove|cut slice chop|read study',
).map((group) => new Set([...group].map((verb) => verb.replace('_', ' '))))

/** Attributes of which a thing has one. Words of one group say the same; two groups of a class exclude each other. */
const CLASSES: Record<string, Set<string>[]> = {
  colour: groups(
    'red crimson scarlet|blue navy azure|green|yellow|black|white|brown|gray grey|pink magenta|purple violet|orange ginger|golden gold blond|silver|turquoise cyan teal|beige',
  ),
  size: groups('big large huge giant gigantic enormous massive great|small tiny little miniature'),
  age: groups(
    'old elderly ancient aged vintage antique old-fashioned|young baby infant newborn|new modern|adult grown',
  ),
  mood: groups('happy joyful cheerful merry glad|sad unhappy gloomy|angry furious|scared worried|calm|bored'),
  heat: groups('hot|cold frozen freezing icy|warm|cool'),
  fill: groups('full|empty'),
  lock: groups('open|closed shut'),
  stuff: groups(
    'wooden wood|metal metallic|plastic|paper|glass|stone|brick|concrete|leather|steel iron|ice|snow|bronze copper brass|marble|straw',
  ),
  side: groups('left|right'),
  weather: groups('sunny|rainy|snowy|foggy misty|stormy|cloudy overcast|windy'),
  grace: groups('beautiful pretty lovely gorgeous|ugly hideous'),
}

function groups(text: string): Set<string>[] {
  return text.split('|').map(set)
}

export const isLight = (head: string) => LIGHT.has(head)
export const isLightAttribute = (attribute: string) => LIGHT_ATTRIBUTES.has(attribute)
export const isPosture = (verb: string) => POSTURES.has(verb)

/** The class an attribute is of; undefined for one that excludes nothing but its opposite. */
export function classOf(attribute: string): string | undefined {
  return Object.keys(CLASSES).find((name) => CLASSES[name]?.some((group) => group.has(attribute)))
}

export const areSameAct = (a: string, b: string): boolean => ACTS.some((group) => group.has(a) && group.has(b))

/** Whether two attributes are of one group: "huge" and "giant". */
export const areAlike = (a: string, b: string): boolean =>
  Object.values(CLASSES).some((all) => all.some((group) => group.has(a) && group.has(b)))

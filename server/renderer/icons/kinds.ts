/** What sort of thing an icon is, as far as it matters for what it can do. */
const set = (words: string) => new Set(words.trim().split(/\s+/))

const LIFELESS = set(
  'paw-prints feather wing spiral-shell coral spider-web microbe empty-nest nest-with-eggs pig-nose pile-of-poo oyster',
)
const ALIVE = set(
  'teddy-bear snowman snowman-without-snow nesting-dolls jack-o-lantern robot alien ghost clown-face ogre goblin',
)
const FLIES = set(
  `hot-air-balloon airplane small-airplane airplane-departure airplane-arrival helicopter rocket flying-saucer balloon kite parachute satellite
  butterfly honeybee bat dove eagle fly mosquito cloud star glowing-star sun sun-with-face full-moon new-moon crescent-moon comet
  rainbow ringed-planet phoenix-bird baby-angel fireworks sparkles snowflake person-fairy man-fairy woman-fairy shooting-star
  person-superhero-flying globe-showing-americas globe-showing-europe-africa globe-showing-asia-australia fallen-leaf
  leaf-fluttering collision dizzy lantern bubbles musical-note musical-notes zzz`,
)
const SWIMS = set(
  `spouting-whale whale dolphin tropical-fish fish blowfish shark octopus jellyfish squid shrimp lobster coral seal
  person-merpeople man-merpeople woman-merpeople`,
)
const BACKDROPS = set('mountain snow-capped-mountain volcano mount-fuji rainbow ferris-wheel windmill lighthouse')
const FRONTAL = set(`oncoming-automobile oncoming-bus oncoming-taxi oncoming-police-car metro station tram`)
const RIGHT = set(
  `canoe rocket airplane motor-boat airplane-departure small-airplane helicopter bird-right snake-right`,
)

export const isPerson = (subgroup: number) => subgroup >= 23 && subgroup <= 29
export const isAnimal = (icon: string, subgroup: number) => subgroup >= 34 && subgroup <= 39 && !LIFELESS.has(icon)
export const isAlive = (icon: string, subgroup: number) =>
  isPerson(subgroup) || isAnimal(icon, subgroup) || subgroup === 13 || ALIVE.has(icon)
export const isFood = (subgroup: number) => subgroup >= 42 && subgroup <= 47
export const isDrink = (subgroup: number) => subgroup === 47
export const isVehicle = (subgroup: number) => subgroup >= 54 && subgroup <= 56
export const isInstrument = (subgroup: number) => subgroup === 68
export const flies = (icon: string) => FLIES.has(icon)
export const swims = (icon: string) => SWIMS.has(icon)

/** Whether it is large and still, and looks well behind others. */
export function isBackdrop(icon: string, subgroup: number): boolean {
  return (subgroup >= 50 && subgroup <= 53) || /-(tree|palm)$|^palm-tree$/.test(icon) || BACKDROPS.has(icon)
}

/** Where an icon looks as it is drawn: in this set nearly all that has a direction looks left. */
export function facingOf(icon: string, subgroup: number): 'left' | 'right' | 'front' {
  if (RIGHT.has(icon) || icon.endsWith('-facing-right')) return 'right'
  if (FRONTAL.has(icon)) return 'front'
  if (isVehicle(subgroup)) return 'left'
  return subgroup === 27 || subgroup === 28 || isAnimal(icon, subgroup) ? 'left' : 'front'
}

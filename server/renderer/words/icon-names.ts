import { stems } from '../../words/fold.ts'
import { lexicon } from '../../words/lexicon/lexicon.ts'
import { art } from '../icons/art.ts'
import { propNamed } from '../icons/props.ts'

/** English lemmas that mean an icon of another name, or a thing painted here. */
const MEANT: Record<string, string> = read(`
bear bear; grizzly bear; brown bear bear; teddy teddy-bear; teddy bear teddy-bear; toy bear teddy-bear; moon full-moon; full moon full-moon;
half moon crescent-moon; fish fish; goldfish fish; whale spouting-whale; hen rooster; chicken rooster; rooster rooster; cock rooster;
table table; desk table; fence fence; wall brick; lighthouse lighthouse; box open-box; cardboard box open-box; carton open-box;
parcel package; hat top-hat; top hat top-hat; straw hat womans-hat; sun hat womans-hat; cap billed-cap; baseball cap billed-cap;
witch hat witch-hat; wizard hat witch-hat; santa hat santa-hat; christmas hat santa-hat; party hat party-hat; birthday hat party-hat;
helmet military-helmet; hard hat rescue-workers-helmet; tie tie; necktie tie; bow tie ribbon; bowtie ribbon; bow ribbon; scarf scarf;
throne throne; bench bench; bowl bowl; bridge bridge; swing swing; flower sunflower; wildflower blossom; daisy blossom; rose rose;
bouquet bouquet; sofa couch-and-lamp; couch couch-and-lamp; armchair couch-and-lamp; cup teacup-without-handle; mug hot-beverage;
coffee hot-beverage; tea teacup-without-handle; milk glass-of-milk; juice beverage-box; water glass-of-milk; wine wine-glass;
beer beer-mug; boat sailboat; ship ship; pirate ship sailboat; sailing ship sailboat; rowing boat canoe; rowboat canoe; spaceship rocket;
ufo flying-saucer; car automobile; sports car racing-car; race car racing-car; plane airplane; train locomotive; truck delivery-truck;
bike bicycle; motorbike motorcycle; scooter motor-scooter; skateboard skateboard; bus bus; king prince; queen princess; knight ninja;
wizard man-mage; witch woman-mage; sorcerer man-mage; fairy woman-fairy; mermaid woman-merpeople; vampire man-vampire; pirate detective;
elf person-elf; zombie person-zombie; angel baby-angel; superhero person-superhero; detective detective; doctor health-worker;
nurse woman-health-worker; surgeon health-worker; teacher teacher; chef cook; baker cook; cook cook; waiter man-in-tuxedo; farmer farmer;
gardener farmer; painter artist; artist artist; singer singer; musician singer; scientist scientist; programmer technologist;
police officer police-officer; cop police-officer; policeman police-officer; soldier guard; firefighter firefighter; fireman firefighter;
pilot pilot; astronaut astronaut; cosmonaut astronaut; spaceman astronaut; ninja ninja; samurai ninja; bride woman-with-veil;
groom man-in-tuxedo; dancer woman-dancing; ballerina woman-dancing; surfer person-surfing; skier skier; cyclist person-biking;
runner person-running; swimmer person-swimming; climber person-climbing; santa santa-claus; santa claus santa-claus; father man; mother woman;
dad man; mom woman; mum woman; parent person; brother boy; sister girl; son boy; daughter girl; grandfather old-man;
grandmother old-woman; grandma old-woman; grandpa old-man; old man old-man; old woman old-woman; lady woman; gentleman man-in-tuxedo; guy man;
kid child; toddler baby; sailor man; captain pilot; fisherman man; thief ninja; hero person-superhero; villain person-supervillain; magician man-mage; businesswoman woman-office-worker; scholar student; professor teacher; lawyer judge; guard guard; hunter man; cowboy man; friend person; couple person; neighbor person; crowd person; human person; people person; tourist person; traveler person; stranger person; giant man; dwarf person-elf; goblin goblin; troll troll; ogre ogre; genie man-genie; emperor prince; empress princess; duke prince; child child; boy boy; girl girl; man man; woman woman; person person; student student; worker construction-worker;
builder construction-worker; businessman office-worker; mechanic mechanic; judge judge; clown clown-face; robot robot; alien alien;
monster ogre; ghost ghost; devil ogre; demon ogre; dinosaur sauropod; t-rex t-rex; tyrannosaurus t-rex; brontosaurus sauropod; dragon dragon;
unicorn unicorn; pegasus unicorn; wolf wolf; fox fox; lion lion; lioness leopard; panther leopard; cheetah leopard; jaguar leopard;
monkey monkey; ape gorilla; chimpanzee monkey; toad frog; frog frog; rat rat; squirrel chipmunk; pigeon dove; crow bird; raven bird; sparrow bird;
robin bird; seagull bird; gull bird; hummingbird bird; woodpecker bird; kingfisher bird; stork flamingo; crane flamingo; heron flamingo;
ostrich dodo; chick baby-chick; duckling baby-chick; sheep ewe; lamb ewe; goat goat; kid goat goat; calf cow; bull ox; pony horse; foal horse;
stallion horse; mare horse; donkey donkey; reindeer deer; elk deer; stag deer; fawn deer; moose deer; boar pig; piglet pig; hare rabbit; bunny rabbit;
kitten cat; kitty cat; puppy dog; pup dog; corgi dog; labrador dog; tree deciduous-tree; oak deciduous-tree; oak tree deciduous-tree;
maple deciduous-tree; apple tree deciduous-tree; pine evergreen-tree; pine tree evergreen-tree; fir evergreen-tree; spruce evergreen-tree;
christmas tree christmas-tree; palm palm-tree; bush deciduous-tree; house house; home house; cottage house-with-garden; cabin hut; hut hut;
castle castle; palace castle; mansion castle; villa house; barn house; farmhouse house; chess chess-pawn; chessboard chess-pawn; fortress castle; tower tokyo-tower; skyscraper office-building; windmill lighthouse; temple hindu-temple;
pagoda japanese-castle; statue moai; pyramid hindu-temple; igloo hut; rock rock; stone rock; boulder rock; mountain snow-capped-mountain;
volcano volcano; island desert-island; star star; sun sun; cloud cloud; rainbow rainbow; planet ringed-planet; earth globe-showing-americas;
globe globe-showing-americas; comet comet; umbrella umbrella; parasol umbrella; snowman snowman-without-snow; snowflake snowflake; fire fire; campfire fire;
flame fire; bonfire fire; wave water-wave; cake birthday-cake; birthday cake birthday-cake; pie pie; pizza pizza; soup pot-of-food; stew pot-of-food;
noodle steaming-bowl; ramen steaming-bowl; pasta spaghetti; rice cooked-rice; salad green-salad; apple red-apple; orange tangerine; strawberry strawberry;
ice cream soft-ice-cream; chocolate chocolate-bar; cheese cheese-wedge; bread bread; meat cut-of-meat; honey honey-pot; fruit red-apple;
vegetable carrot; nut chestnut; acorn chestnut; bone bone; leaf maple-leaf; ball soccer-ball; football soccer-ball; beach ball volleyball;
yarn yarn; ball of yarn yarn; toy teddy-bear; doll nesting-dolls; balloon balloon; hot air balloon hot-air-balloon; hot-air balloon hot-air-balloon; kite kite; gift wrapped-gift; present wrapped-gift;
book open-book; novel open-book; newspaper newspaper; letter envelope; phone mobile-phone; smartphone mobile-phone; computer laptop; laptop laptop;
screen desktop-computer; tv television; guitar guitar; electric guitar guitar; violin violin; cello violin; piano musical-keyboard; keyboard musical-keyboard;
drum drum; trumpet trumpet; flute flute; saxophone saxophone; microphone microphone; sword dagger; knife kitchen-knife; shield shield; axe axe;
gun water-pistol; wand magic-wand; magic wand magic-wand; broom broom; broomstick broom; key key; lamp light-bulb; lantern red-paper-lantern;
candle candle; torch fire; clock mantelpiece-clock; watch watch; mirror mirror; window window; door door; bed bed; chair chair; bathtub bathtub;
bath bathtub; tub bathtub; basket basket; bucket bucket; jar jar; bottle bottle-with-popping-cork; glass glass-of-milk; plate fork-and-knife-with-plate;
pot pot-of-food; pan cooking; bag handbag; backpack backpack; suitcase luggage; heart red-heart; diamond gem-stone; jewel gem-stone; gem gem-stone; coin coin; money money-bag;
treasure gem-stone; treasure chest money-bag; trophy trophy; medal sports-medal; flag triangular-flag; camera camera; telescope telescope; hot dog hot-dog; egg egg; nest nest-with-eggs;
easter egg egg; pumpkin jack-o-lantern; jack-o-lantern jack-o-lantern; sunflower sunflower; tulip tulip; lily hibiscus; lotus lotus; cactus cactus;
mushroom mushroom; toadstool mushroom; plant potted-plant; grape grapes; shoe running-shoe; boot hiking-boot; shirt t-shirt; coat coat; jacket coat; dress dress;
sunglasses sunglasses; glasses glasses; spectacles glasses; goggles goggles; mask performing-arts; ring ring; crown crown; tiara crown; headphones headphone; headphone headphone; headset headphone;
skull skull; skeleton skull; brain brain; eye eye; hand raised-hand; tent tent; anchor anchor; map world-map; ladder ladder; hammer hammer; butterfly butterfly; bee honeybee;
ladybug lady-beetle; ladybird lady-beetle; caterpillar bug; jellyfish jellyfish; dolphin dolphin; shark shark; octopus octopus; turtle turtle; tortoise turtle; crab crab; goose goose; parrot parrot;
`)

/** Nouns that name nothing one could draw as a thing: words about pictures, portions, and parts of what is there anyway. */
const LIGHT = new Set(
  `art digital art photo photograph picture image drawing painting illustration portrait style watercolor watercolour cartoon anime
  render sketch logo icon wallpaper background foreground scene scenery view landscape panorama closeup close-up detail concept fantasy cinematic
  lighting light shadow color colour pattern group lot piece slice kind sort front back side top bottom middle center corner distance
  day time way thing lot nose face smile tail ear leg foot arm head mouth hair wing fur air ground floor right left love peace joy happiness hope dream
  meaning idea life mind soul freedom silence truth future past memory music world nobody nothing everything something everybody someone anyone
  autumn spring summer winter fall morning evening night noon midnight sunset sunrise dawn dusk weather christmas halloween easter birthday party
  winter bottom edge end part place scale oil acrylic pencil drawing oil painting pixel art vector hd 4k artwork masterpiece mood atmosphere
  dark darkness bloom herd flock crowd pair picture gallery feeling action adventure story game people-less`.split(
    /\s+/,
  ),
)
const LIGHT_PHRASES = new Set([
  'digital art',
  'oil painting',
  'pixel art',
  'close up',
  'work of art',
  'line drawing',
  'golden hour',
])

function read(text: string): Record<string, string> {
  const out: Record<string, string> = Object.create(null)
  for (const entry of text.split(';')) {
    const words = entry.trim().split(/\s+/)
    const icon = words.pop()
    if (icon && words.length > 0) out[words.join(' ')] = icon
  }
  return out
}

/** Above these a kind says nothing about looks any more. */
const TOO_GENERAL = new Set(
  'entity object thing whole artifact organism animal person matter substance abstraction instrumentality device equipment structure vertebrate mammal placental carnivore ungulate invertebrate food plant location container covering implement tool act event state attribute feeling group measure relation communication'.split(
    ' ',
  ),
)

let senses: ReadonlyMap<number, string> | undefined

/** First senses of the words that have an icon, to find the nearest kind of a word that has none. */
function iconsBySense(): ReadonlyMap<number, string> {
  if (senses) return senses
  const map = new Map<number, string>()
  const add = (word: string, icon: string) => {
    const sense = lexicon().senses(word, 'noun')[0]
    if (sense !== undefined && !TOO_GENERAL.has(word) && !LIGHT.has(word) && !map.has(sense)) map.set(sense, icon)
  }
  for (const [word, icon] of Object.entries(MEANT)) add(word, icon)
  // Tags say what one thinks of at an icon ("solid" at a rock), only labels what it is.
  for (const [word, icon] of art().english)
    if (icon.replaceAll('-', ' ') === word && (art().icon(icon)?.group ?? 0) >= 3) add(word, icon)
  senses = map
  return map
}

let places: ReadonlySet<number> | undefined

/** Kinds of what is a place or a time, and nothing that could stand in one. */
function placeSenses(): ReadonlySet<number> {
  places ??= new Set(
    ['body of water', 'region', 'geographical area', 'land', 'weather', 'time period', 'room', 'atmosphere'].flatMap(
      (word) => lexicon().senses(word, 'noun').slice(0, 1),
    ),
  )
  return places
}

const exists = (icon: string | undefined) =>
  icon !== undefined && (propNamed(icon) !== undefined || art().icon(icon) !== undefined)

/** The icon of a name of two words that the lexicon reads as two things: "hot air balloon". */
export function iconOfPair(first: string, second: string): string | undefined {
  const icon = MEANT[`${first} ${second}`]
  return exists(icon) ? icon : undefined
}

/** The icon of an English lemma: of its own name, or of the nearest kind of thing that has one. */
export function iconNamed(lemma: string): string | undefined {
  if (LIGHT.has(lemma) || LIGHT_PHRASES.has(lemma)) return undefined
  const meant = MEANT[lemma]
  if (exists(meant)) return meant
  // WordNet has some plurals as words of their own ("cows").
  for (const stem of stems(lemma).slice(1)) if (exists(MEANT[stem]) || art().english.has(stem)) return iconNamed(stem)
  const first = lexicon().senses(lemma, 'noun')[0]
  const own = art().english.get(lemma)
  if (first === undefined) return own
  const kinds = lexicon().kinds(first)
  if (kinds.some((kind) => placeSenses().has(kind))) return undefined
  if (own) return own
  const known = iconsBySense()
  for (const sense of lexicon().senses(lemma, 'noun').slice(0, 2)) {
    for (const kind of [sense, ...lexicon().kinds(sense).slice(0, 6)]) {
      const icon = known.get(kind)
      if (icon) return icon
    }
  }
  const last = lemma.split(' ').at(-1)
  return last && last !== lemma ? iconNamed(last) : undefined
}

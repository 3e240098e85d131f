import type { PainterName } from '../paint/painters.ts'

/** A place: the words that mean it, the colours it is made of, and what is painted from back to front. */
export type Place = {
  words: string
  /** Things that live here: they choose the place only when no word names one. */
  residents: string
  layers: readonly PainterName[]
  /** Near colours of the land, one set chosen by the seed. */
  grounds: readonly [readonly [string, string], ...(readonly [string, string])[]]
  /** Where the land meets the sky, as a part of the height. */
  horizon: number
  /** Where heroes stand (part of the height), and whether they float instead. */
  stage: { y: number; floats: boolean }
  /** Things grow here: seasons change its colours. */
  grows?: boolean
}

const green = ['#4f9e4a', '#7cc05a'] as const

export const places = {
  meadow: {
    words:
      'meadow field fields hill hills grass grassland countryside prairie pre champ champs colline prado campo colina wiese feld hugel 草原 花畑 들판 луг поле حقل',
    residents: 'rabbit butterfly dog',
    layers: ['sky', 'stars', 'orb', 'clouds', 'birds', 'distantRidges', 'hills', 'meadowFront'],
    grounds: [green, ['#3f9150', '#93c85a'], ['#5c9a3c', '#b3c653']],
    horizon: 0.56,
    stage: { y: 0.77, floats: false },
    grows: true,
  },
  forest: {
    words:
      'forest forests woods woodland jungle rainforest grove trees foret forets bois bosque selva wald walder foresta 森 森林 숲 лес лесу леса غابة जंगल',
    residents: 'bear deer fox owl wolf squirrel mushroom hedgehog boar gorilla monkey tiger sloth leopard',
    layers: ['sky', 'stars', 'orb', 'clouds', 'distantRidges', 'woods', 'lightShafts', 'woodFloor'],
    grounds: [
      ['#1f5a41', '#3c7d4c'],
      ['#245548', '#4c8a5a'],
      ['#3a5f2c', '#71964a'],
    ],
    horizon: 0.6,
    stage: { y: 0.8, floats: false },
    grows: true,
  },
  mountains: {
    words:
      'mountain mountains peak peaks alps summit cliff volcano hike hiking montagne montagnes montana montanas berg berge gebirge alpen montagna 山 산 гора горы جبل جبال पहाड़',
    residents: 'goat llama eagle ram skier climber',
    layers: ['sky', 'stars', 'orb', 'clouds', 'birds', 'distantRidges', 'peaks', 'footHills', 'pineEdge'],
    grounds: [
      ['#4d6f5b', '#7f9f6f'],
      ['#5a6a86', '#7d94a8'],
      ['#5f7350', '#9aa866'],
    ],
    horizon: 0.62,
    stage: { y: 0.82, floats: false },
    grows: true,
  },
  sea: {
    words:
      'sea seas ocean waves wave lake river harbour harbor sailing mer vague vagues lac riviere mar olas lago rio meer welle wellen fluss mare 海 湖 바다 море озеро река بحر समुद्र',
    residents: 'boat ship sailboat ferry canoe speedboat seagull duck swan lighthouse anchor',
    layers: ['sky', 'stars', 'orb', 'clouds', 'birds', 'islands', 'water'],
    grounds: [
      ['#0f4c75', '#2f8fb5'],
      ['#0d5566', '#35a3a3'],
      ['#1b3f7a', '#4a86c2'],
    ],
    horizon: 0.54,
    stage: { y: 0.74, floats: false },
  },
  beach: {
    words:
      'beach island coast shore tropical palm holiday vacation plage ile cote playa isla costa strand insel kuste spiaggia ビーチ 해변 пляж شاطئ',
    residents: 'crab turtle flamingo coconut surfer parrot pineapple',
    layers: ['sky', 'stars', 'orb', 'clouds', 'birds', 'islands', 'water', 'beachFront', 'palms'],
    grounds: [
      ['#128a9c', '#5fd0c8'],
      ['#1b7fb0', '#63c3dc'],
    ],
    horizon: 0.48,
    stage: { y: 0.82, floats: false },
  },
  underwater: {
    words:
      'underwater undersea submarine aquarium reef coral deep-sea diving marin recife submarino arrecife unterwasser riff 海底 水中 바닷속 подводный',
    residents:
      'whale fish shark octopus dolphin squid jellyfish mermaid shrimp lobster blowfish seahorse seal baleine poisson requin pieuvre ballena pez tiburon pulpo wal fisch hai 鯨 魚 кит рыба حوت سمكة',
    layers: ['depths', 'seaRays', 'fishShoal', 'seaFloor', 'bubbles'],
    grounds: [
      ['#0b2f66', '#39c2e0'],
      ['#06384f', '#3fd0c4'],
      ['#1a2a6b', '#5fa8ef'],
    ],
    horizon: 0.8,
    stage: { y: 0.52, floats: true },
  },
  city: {
    words:
      'city cities town downtown skyline skyscraper skyscrapers traffic york paris london tokyo berlin ville ciudad stadt citta metropolis 都市 城市 도시 город مدينة शहर',
    residents: 'taxi bus tram truck motorcycle scooter ambulance police bicycle',
    layers: ['sky', 'stars', 'orb', 'clouds', 'skyline', 'street'],
    grounds: [
      ['#3d4a6b', '#5f6f94'],
      ['#4a4560', '#7d6f8e'],
      ['#2f4f63', '#5d8496'],
    ],
    horizon: 0.74,
    stage: { y: 0.86, floats: false },
  },
  desert: {
    words:
      'desert dune dunes sahara sand canyon savanna savannah egypt pyramid pyramids sable desierto duna dunas arena wuste duenen deserto 砂漠 沙漠 사막 пустыня صحراء रेगिस्तान',
    residents: 'camel cactus scorpion lizard lion elephant giraffe zebra rhinoceros snake',
    layers: ['sky', 'stars', 'orb', 'clouds', 'mesas', 'dunes', 'cacti'],
    grounds: [
      ['#c9743c', '#f2b46a'],
      ['#b5623f', '#eba271'],
      ['#c98d4a', '#f5d08a'],
    ],
    horizon: 0.56,
    stage: { y: 0.8, floats: false },
  },
  space: {
    words:
      'space galaxy planet planets universe cosmos cosmic orbit nebula mars saturn jupiter espace galaxie planete univers espacio galaxia planeta universo weltraum weltall galaxie spazio 宇宙 우주 космос فضاء अंतरिक्ष',
    residents: 'rocket alien ufo satellite comet spaceship spacecraft fusee cohete rakete',
    layers: ['cosmos', 'nebula', 'cosmosStars', 'planet', 'shootingStar'],
    grounds: [
      ['#0b0a24', '#7a3fb5'],
      ['#04121f', '#1f8a9c'],
      ['#160a1f', '#c24a6a'],
    ],
    horizon: 1,
    stage: { y: 0.52, floats: true },
  },
  sky: {
    words: 'sky cloud clouds heaven ciel nuage nuages cielo nube nubes himmel wolke wolken 空 天空 하늘 небо سماء आकाश',
    residents: 'airplane plane helicopter balloon kite parachute avion flugzeug ballon',
    layers: ['sky', 'stars', 'orb', 'clouds', 'birds', 'cloudSea'],
    grounds: [['#8fb6dd', '#ffffff']],
    horizon: 0.7,
    stage: { y: 0.5, floats: true },
  },
  room: {
    words:
      'room bedroom office indoors library living chambre bureau habitacion zimmer buro stanza 部屋 房间 방 комната غرفة',
    residents: 'chair couch bed sofa desk lamp television computer laptop book bathtub toilet piano',
    layers: ['wall', 'windowView', 'furnishings', 'floor'],
    grounds: [
      ['#d98f6a', '#f4dcc2'],
      ['#6f9a93', '#dfe9dd'],
      ['#7d86b8', '#e4e2f1'],
      ['#c7a24f', '#f6e9c6'],
    ],
    horizon: 0.7,
    stage: { y: 0.84, floats: false },
  },
  kitchen: {
    words:
      'kitchen kitchens cooking baking bakery restaurant cafe cuisine boulangerie cocina panaderia kuche backerei cucina cozinha 台所 キッチン 厨房 부엌 주방 кухня مطبخ रसोई',
    residents: 'teapot cake pizza bread cook chef pan kettle soup spaghetti burger hamburger sandwich pancakes',
    layers: ['tiles', 'kitchenWindow', 'shelves', 'kitchenCounter', 'chequers'],
    grounds: [
      ['#3f8f8a', '#f3ead8'],
      ['#d4694f', '#f7ecd9'],
      ['#5570a8', '#eef0f2'],
      ['#d9a53a', '#f8f1de'],
      ['#6f9a5c', '#f1f0dd'],
    ],
    horizon: 0.76,
    stage: { y: 0.88, floats: false },
  },
  street: {
    words:
      'street streets road alley village neighbourhood neighborhood sidewalk rue route ruelle calle carretera pueblo strasse gasse dorf strada via rua 街 街道 道路 거리 улица дорога деревня شارع सड़क गली',
    residents: 'mailbox postman bicycle scooter',
    layers: ['sky', 'stars', 'orb', 'clouds', 'roofs', 'houses', 'cobbles'],
    grounds: [
      ['#a85a4a', '#f0c987'],
      ['#4a7a8c', '#f2d8c0'],
      ['#7a5f8f', '#f5cfa8'],
      ['#4f7f6a', '#f4e2b8'],
    ],
    horizon: 0.72,
    stage: { y: 0.87, floats: false },
  },
  farm: {
    words:
      'farm farms barn barnyard farmyard ranch orchard ferme grange granja rancho bauernhof scheune fattoria fazenda 農場 牧場 농장 ферма مزرعة खेत',
    residents: 'cow sheep horse pig chicken rooster hen tractor goose farmer turkey donkey',
    layers: ['sky', 'stars', 'orb', 'clouds', 'birds', 'distantRidges', 'cropRows', 'barn', 'fence'],
    grounds: [
      ['#6a9a3c', '#c9c654'],
      ['#4f8f46', '#a8c858'],
      ['#8a8a3a', '#e0c35c'],
    ],
    horizon: 0.55,
    stage: { y: 0.82, floats: false },
    grows: true,
  },
  garden: {
    words:
      'garden gardens park backyard yard greenhouse playground jardin parc jardin parque patio garten park spielplatz giardino jardim 庭 花園 公園 公园 정원 공원 сад парк حديقة बगीचा',
    residents: 'bee ladybug snail gardener swing bench tulip rose watering',
    layers: ['sky', 'stars', 'orb', 'clouds', 'birds', 'distantRidges', 'hedges', 'flowerBeds'],
    grounds: [
      ['#3f8a4a', '#86c45c'],
      ['#4a944a', '#a8cf62'],
      ['#2f7f58', '#79bd72'],
    ],
    horizon: 0.52,
    stage: { y: 0.8, floats: false },
    grows: true,
  },
  snow: {
    words:
      'arctic antarctic antarctica tundra snowfield glacier north-pole south-pole ski-slope iceberg arctique banquise artico antartida arktis antarktis gletscher artide 北極 南極 북극 남극 арктика антарктида القطب',
    residents: 'penguin igloo snowman sled skier snowboarder walrus husky reindeer',
    layers: ['sky', 'stars', 'orb', 'aurora', 'clouds', 'iceRange', 'drifts', 'snowEdge'],
    grounds: [
      ['#b9cfe6', '#f4f9ff'],
      ['#b3c4e4', '#f6f4ff'],
      ['#a9d3de', '#f1fcff'],
    ],
    horizon: 0.56,
    stage: { y: 0.8, floats: false },
  },
  rays: {
    words:
      'joy happy happiness win victory party celebration congratulations birthday success power energy super wow yes sale hello welcome thanks joie bonheur victoire fete bravo merci bonjour felicidad alegria fiesta gracias hola freude gluck feier danke hallo',
    residents: '',
    layers: ['sunburst', 'confetti', 'pedestal'],
    grounds: [
      ['#e8467c', '#ffb36b'],
      ['#2f6fe0', '#5fd3e8'],
      ['#6b3fd1', '#f06fb0'],
      ['#0f9b8e', '#b9e26a'],
      ['#f0682f', '#ffd75e'],
    ],
    horizon: 0.72,
    stage: { y: 0.74, floats: false },
  },
  ribbons: {
    words:
      'love peace hope dream dreams freedom idea ideas time mind soul music thought thoughts future memory memories silence truth chaos infinity abstract amour paix espoir reve liberte idee temps musique amor paz esperanza sueno libertad tiempo musica liebe frieden hoffnung traum freiheit idee zeit musik 愛 夢 사랑 꿈 любовь мечта حب سلام प्रेम',
    residents: '',
    layers: ['backdrop', 'ribbons', 'orbs'],
    grounds: [
      ['#2b1a6b', '#ff7eb3'],
      ['#0b3a5e', '#5fe0c8'],
      ['#5a1845', '#ffb199'],
      ['#14324f', '#f6c453'],
      ['#3a1c71', '#6fb7ff'],
    ],
    horizon: 0.8,
    stage: { y: 0.56, floats: true },
  },
} as const satisfies Record<string, Place>

export type PlaceName = keyof typeof places

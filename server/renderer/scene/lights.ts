/** The light of a time of day: what the sky is made of and what it does to everything under it. */
export type Light = {
  words: string
  /** Sky colours from the zenith down to the horizon; one set is chosen by the seed. */
  skies: readonly [readonly string[], ...(readonly string[])[]]
  /** What near colours are pulled towards, and how far (0 to 1). */
  shade: { colour: string; amount: number }
  orb: 'sun' | 'low-sun' | 'moon'
  orbColour: string
  glow: string
  cloud: string
  /** Behind white type: the darkest tone of this light. */
  deep: string
  stars: number
  /** Colour of lit windows and lamps, and how many are lit (0 to 1). */
  lamps: { colour: string; lit: number }
}

export const lights = {
  day: {
    words: 'day morning noon midday sunny daylight jour matin dia manana tag morgen mattino 朝 昼 아침 утро день صباح',
    skies: [
      ['#2f74c9', '#5ba3e3', '#a3d3f2', '#e6f3ee'],
      ['#2a86c8', '#62b8e0', '#b4e2ea', '#f6f1dc'],
      ['#3d6fc4', '#7aa8e6', '#c4d9f5', '#f7eee6'],
    ],
    shade: { colour: '#ffffff', amount: 0 },
    orb: 'sun',
    orbColour: '#fffbe8',
    glow: '#fff3c4',
    cloud: '#ffffff',
    deep: '#123a5c',
    stars: 0,
    lamps: { colour: '#d8ecf7', lit: 0.5 },
  },
  sunset: {
    words:
      'sunset golden-hour sundown coucher atardecer ocaso puesta sonnenuntergang abendrot tramonto 夕日 夕焼け 日落 غروب закат 日没',
    skies: [
      ['#2a1a56', '#7b2d74', '#d9566c', '#ff9d5c', '#ffd58c'],
      ['#1f2a5e', '#6a4a8f', '#d87a8a', '#ffb27a', '#ffe3a6'],
      ['#341a4a', '#93325f', '#e8604e', '#ffa14a', '#ffdb7d'],
    ],
    shade: { colour: '#3a1450', amount: 0.58 },
    orb: 'low-sun',
    orbColour: '#fff1c9',
    glow: '#ffcf7a',
    cloud: '#ff9f8a',
    deep: '#2a1038',
    stars: 16,
    lamps: { colour: '#ffd07a', lit: 0.4 },
  },
  dusk: {
    words:
      'dusk evening twilight blue-hour nightfall gloaming crepuscule soir soiree crepusculo anochecer tarde-noche abend dammerung sera 夕方 黄昏 저녁 вечер сумерки مساء शाम',
    skies: [
      ['#16204f', '#33407f', '#6a629f', '#b98aa8', '#f0b49a'],
      ['#1b2450', '#4a4486', '#8a649c', '#d68d95', '#f7c59a'],
      ['#12284a', '#2f5580', '#6d86a6', '#c0a3ac', '#f3c8a6'],
    ],
    shade: { colour: '#252450', amount: 0.48 },
    orb: 'low-sun',
    orbColour: '#ffd9b8',
    glow: '#f5b393',
    cloud: '#a487b4',
    deep: '#171a40',
    stars: 60,
    lamps: { colour: '#ffd58c', lit: 0.6 },
  },
  dawn: {
    words: 'dawn sunrise daybreak aube aurore lever amanecer alba sonnenaufgang morgendammerung 日の出 日出 рассвет',
    skies: [
      ['#5a6fb0', '#9b93c8', '#e6b1bd', '#ffd9bd', '#fff0d4'],
      ['#4e7fae', '#8fb2cf', '#e3c6cf', '#ffdccb', '#fff3df'],
    ],
    shade: { colour: '#4a3a70', amount: 0.26 },
    orb: 'low-sun',
    orbColour: '#fffaf0',
    glow: '#ffe6bd',
    cloud: '#ffe3dd',
    deep: '#352a5c',
    stars: 0,
    lamps: { colour: '#ffe2ae', lit: 0.25 },
  },
  night: {
    words:
      'night midnight moon moonlight moonlit moonlight stars star starry nocturnal nuit minuit lune etoile etoiles etoilee noche medianoche luna estrella estrellas estrellada nacht mitternacht mond stern sterne notte stelle 夜 月 星 밤 달 ночь луна звезды ليل قمر نجوم रात',
    skies: [
      ['#050a22', '#0e1a46', '#22356f', '#4a5f9c'],
      ['#0a0822', '#1d1646', '#3a2c70', '#6a569c'],
      ['#04131f', '#0a2a42', '#16506a', '#4b8a96'],
    ],
    shade: { colour: '#0a1233', amount: 0.66 },
    orb: 'moon',
    orbColour: '#fbf6e0',
    glow: '#b9c8ff',
    cloud: '#5d6ca6',
    deep: '#050a20',
    stars: 170,
    lamps: { colour: '#ffd98a', lit: 0.55 },
  },
} as const satisfies Record<string, Light>

export type TimeOfDay = keyof typeof lights

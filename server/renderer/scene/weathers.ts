/** What is in the air: how much it greys the sky, and what falls. */
export type Weather = {
  words: string
  /** The sky is pulled towards this colour, `cover` far (0 to 1). */
  veil: string
  cover: number
  falls: 'nothing' | 'rain' | 'snow'
  lightning: boolean
  fog: number
  /** Land under snow is white. */
  whitens: number
  cloudiness: number
  /** What shows in the air besides: streaks of wind, or a bow. */
  shows?: 'wind' | 'rainbow'
}

export const weathers = {
  clear: {
    words: '',
    veil: '#ffffff',
    cover: 0,
    falls: 'nothing',
    lightning: false,
    fog: 0,
    whitens: 0,
    cloudiness: 1,
  },
  rain: {
    words:
      'rain rainy raining drizzle wet umbrella pluie pluvieux lluvia lloviendo regen regnerisch pioggia 雨 비 дождь مطر बारिश',
    veil: '#5c6b7d',
    cover: 0.66,
    falls: 'rain',
    lightning: false,
    fog: 0.35,
    whitens: 0,
    cloudiness: 1.8,
  },
  storm: {
    words:
      'storm stormy thunder thunderstorm lightning tempest orage tempete eclair tormenta relampago gewitter sturm blitz 嵐 雷 буря عاصفة',
    veil: '#2c3350',
    cover: 0.8,
    falls: 'rain',
    lightning: true,
    fog: 0.2,
    whitens: 0,
    cloudiness: 2.2,
  },
  snow: {
    words:
      'snow snowy snowing winter ice icy frozen christmas blizzard arctic snowman neige neigeux hiver noel glace nieve nevado invierno navidad hielo schnee verschneit weihnachten eis neve inverno 雪 冬 눈 겨울 снег зима ثلج बर्फ',
    veil: '#d5e2ef',
    cover: 0.42,
    falls: 'snow',
    lightning: false,
    fog: 0.25,
    whitens: 0.86,
    cloudiness: 1.2,
  },
  wind: {
    words: 'wind windy breeze breezy gale gust vent venteux viento ventoso windig brise vento 風 바람 ветер رياح हवा',
    veil: '#c3d3e0',
    cover: 0.16,
    falls: 'nothing',
    lightning: false,
    fog: 0.05,
    whitens: 0,
    cloudiness: 1.5,
    shows: 'wind',
  },
  rainbow: {
    words: 'rainbow rainbows arc-en-ciel arcoiris arco-iris regenbogen arcobaleno 虹 彩虹 무지개 радуга इंद्रधनुष',
    veil: '#dfeaf3',
    cover: 0.12,
    falls: 'nothing',
    lightning: false,
    fog: 0.08,
    whitens: 0,
    cloudiness: 1.3,
    shows: 'rainbow',
  },
  fog: {
    words:
      'fog foggy mist misty haze hazy smoke brouillard brume niebla neblina nebel neblig nebbia 霧 안개 туман ضباب',
    veil: '#c9d2d8',
    cover: 0.5,
    falls: 'nothing',
    lightning: false,
    fog: 1,
    whitens: 0,
    cloudiness: 0.4,
  },
} as const satisfies Record<string, Weather>

export type WeatherName = keyof typeof weathers

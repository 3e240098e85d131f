import { mix } from '../colour.ts'

/** What a season does to leaves and land, and what drifts through the air. */
export type Season = {
  words: string
  /** Crowns of trees; one is picked for each clump. None: the green of the place. */
  foliage: readonly [] | readonly [string, ...string[]]
  /** Land is pulled towards these, dark and light, `amount` far (0 to 1). */
  land: { colours: readonly [string, string]; amount: number }
  drifts: 'nothing' | 'leaves' | 'petals'
}

export const seasons = {
  spring: {
    words:
      'spring springtime blossom blossoms blooming cherry-blossom cherry-blossoms primavera printemps fruhling 春 桜 봄 весна ربيع वसंत',
    foliage: ['#f3a9c0', '#f7c6d4', '#fbe0e6', '#a9cf6a'],
    land: { colours: ['#5fae4f', '#a5d860'], amount: 0.45 },
    drifts: 'petals',
  },
  summer: {
    words: 'summer summertime ete verano sommer estate verao 夏 여름 лето صيف गर्मी',
    foliage: [],
    land: { colours: ['#3f9a3c', '#a9cc3f'], amount: 0.4 },
    drifts: 'nothing',
  },
  autumn: {
    words:
      'autumn autumnal in-fall fall-leaves falling-leaves fall-forest fall-colors fall-colours fall-day automne otono herbst autunno outono 秋 가을 осень خريف शरद',
    foliage: ['#d9481c', '#ee8a1d', '#e9b520', '#b5301f', '#d9691a'],
    land: { colours: ['#a8651f', '#e3a93a'], amount: 0.72 },
    drifts: 'leaves',
  },
} as const satisfies Record<string, Season>

export type SeasonName = keyof typeof seasons

/** The colours of a land in a season. */
export function inSeason(ground: readonly [string, string], season: Season | undefined): readonly [string, string] {
  if (!season) return ground
  const { colours, amount } = season.land
  return [mix(ground[0], colours[0], amount), mix(ground[1], colours[1], amount)]
}

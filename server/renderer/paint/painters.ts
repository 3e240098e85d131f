import * as abstract from './abstract.ts'
import { birds, clouds, orb, sky, stars } from './air.ts'
import * as alps from './alps.ts'
import * as arctic from './arctic.ts'
import type { Painter } from './canvas.ts'
import * as coast from './coast.ts'
import * as country from './country.ts'
import * as desert from './desert.ts'
import * as farmyard from './farmyard.ts'
import * as garden from './garden.ts'
import * as heavens from './heavens.ts'
import * as kitchen from './kitchen.ts'
import * as lane from './lane.ts'
import * as room from './room.ts'
import * as town from './town.ts'
import * as undersea from './undersea.ts'
import * as woodland from './woodland.ts'

/** Every layer a place can name. */
export const painters = {
  sky,
  stars,
  orb,
  clouds,
  birds,
  ...country,
  ...woodland,
  ...alps,
  ...coast,
  ...undersea,
  ...town,
  ...room,
  ...kitchen,
  ...lane,
  ...farmyard,
  ...garden,
  ...arctic,
  ...desert,
  ...heavens,
  ...abstract,
} as const satisfies Record<string, Painter>

export type PainterName = keyof typeof painters

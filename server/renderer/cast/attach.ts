import { flies, isBackdrop, isFood } from '../icons/kinds.ts'
import { n } from '../svg.ts'
import { type Figure, grounded, heightOf, move, ornament, type Spot, widthOf, withMore } from './figure.ts'
import type { Part, Place } from './parts.ts'
import { type Guest, heap, spread } from './spread.ts'
import { pointOf, type Studio } from './studio.ts'
import { rimOf, topOf, windowOf } from './surfaces.ts'

type Host = { part: Part; figure: Figure; scale: number }

const LARGEST = 3.2
const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value))

/** The host larger, up to a limit, where `need` (a share of what it has) asks for it. */
function grown({ part, figure, scale }: Host, need: number): Host {
  const by = clamp(need, 1, LARGEST / scale)
  return by <= 1.01 ? { part, figure, scale } : { part, figure: move(figure, { scale: by }), scale: scale * by }
}

function spotOn(host: Host, x: number, y: number): Spot {
  const at = pointOf(host.part.named.icon, host.part.named.factor, [x, y])
  return { x: at.x * host.scale, y: at.y * host.scale }
}

const totalWidth = (guests: readonly Guest[]) => guests.reduce((sum, { figure }) => sum + widthOf(figure), 0)
const tallest = (guests: readonly Guest[]) => Math.max(...guests.map(({ figure }) => heightOf(figure)))

/** Drawn aslant in their squares, and level when somebody rides them: how far they are turned. */
const ASLANT: Record<string, number> = { broom: 45, skateboard: 42, pencil: 45, carrot: 45 }

/** Small things on a dish: over its middle, and no larger than it. */
function strew(host: Host, guests: readonly Guest[]): Figure {
  const base = grown(host, 1.25 + guests.length * 0.15).figure
  const y = (base.box.top + base.box.bottom) / 2 + tallest(guests) * 0.2
  return withMore(base, [], spread(guests, 0, y, widthOf(base) * 0.62))
}

function putOn(host: Host, guests: readonly Guest[]): Figure {
  const turn = ASLANT[host.part.named.icon]
  if (turn !== undefined) {
    const level = grounded(move(host.figure, { turn }))
    const base = move(level, { scale: clamp((totalWidth(guests) * 1.5) / widthOf(level), 1, LARGEST) })
    return withMore(base, [], spread(guests, 0, base.box.top + heightOf(base) * 0.45, widthOf(base)))
  }
  if (isFood(host.part.subgroup) && host.part.named.icon !== 'birthday-cake' && guests.every(({ part }) => !part.alive))
    return strew(host, guests)
  if (host.part.alive) {
    const base = grown(host, (totalWidth(guests) * 0.62) / widthOf(host.figure)).figure
    const top = base.faces === 'front' ? { x: base.crown.x, y: base.box.top + heightOf(base) * 0.05 } : base.back
    return withMore(base, [], spread(guests, top.x, top.y + 3, widthOf(base) * (guests.length > 1 ? 0.8 : 1.3)))
  }
  const known = topOf(host.part.named.icon)
  const room = (each: Host) =>
    known ? spotOn(each, known[2], 0).x - spotOn(each, known[1], 0).x : widthOf(each.figure) * 0.66
  const base = grown(host, (totalWidth(guests) * 0.8) / Math.max(1, room(host)))
  const { box } = base.figure
  const at = known
    ? spotOn(base, (known[1] + known[2]) / 2, known[0])
    : { x: 0, y: box.top + heightOf(base.figure) * 0.06 }
  return withMore(base.figure, [], spread(guests, at.x, at.y, room(base) * (guests.length > 1 ? 1.1 : 1.5)))
}

function ride(host: Host, guests: readonly Guest[], studio: Studio): Figure {
  const { icon } = host.part.named
  if (icon in ASLANT) return putOn(host, guests)
  if (windowOf(icon) && icon !== 'rocket') return lookOut(host, guests, studio)
  const need = (Math.max(...guests.map(({ figure }) => widthOf(figure))) * 1.45) / widthOf(host.figure)
  const base = grown(host, need)
  const known = host.part.alive ? undefined : topOf(host.part.named.icon)
  const seat = known ? spotOn(base, (known[1] + known[2]) / 2, known[0]) : base.figure.back
  const riders = guests.slice(0, 3).map(({ figure }, i) =>
    move(figure, {
      x: seat.x + i * widthOf(base.figure) * 0.2,
      y: seat.y + heightOf(figure) * 0.05,
      flip: base.figure.faces === 'right' && figure.faces !== 'front',
    }),
  )
  return withMore(base.figure, [], riders)
}

/** Behind a window: the head in a round pane. */
function lookOut(host: Host, guests: readonly Guest[], studio: Studio): Figure {
  const [wx, wy, wr] = windowOf(host.part.named.icon) ?? [16, 16, 4]
  const guest = guests[0]
  if (!guest) return host.figure
  const head = guest.figure.headWidth
  const radius = Math.abs(spotOn(host, wx + wr, wy).x - spotOn(host, wx, wy).x)
  const base = grown(host, (head * 0.62) / (radius * 2)).figure
  const at = spotOn(grown(host, (head * 0.62) / (radius * 2)), wx, wy)
  const r = (radius * widthOf(base)) / widthOf(host.figure)
  const scale = (r * 1.9) / (head * 1.25)
  const face = { x: guest.figure.crown.x, y: guest.figure.crown.y + head * 0.5 }
  const put = move(guest.figure, { x: at.x - face.x * scale, y: at.y - face.y * scale, scale })
  const markup = studio.use(
    `pane ${put.markup}`,
    () =>
      `<clipPath id="§c"><circle cx="${n(at.x)}" cy="${n(at.y)}" r="${n(r)}"/></clipPath><g clip-path="url(#§c)">${put.markup}</g>`,
  )
  return withMore(base, [], [ornament(markup, { left: at.x - r, right: at.x + r, top: at.y - r, bottom: at.y + r })])
}

function putIn(host: Host, guests: readonly Guest[], studio: Studio): Figure {
  const { icon } = host.part.named
  if (icon === 'bed' || icon === 'couch-and-lamp' || icon === 'throne' || icon === 'chair' || icon === 'swing')
    return putOn(host, guests)
  const rim = rimOf(icon)
  if (!rim && windowOf(icon) && guests.every(({ part }) => part.alive)) return lookOut(host, guests, studio)
  if (icon === 'top-hat') {
    const hat = grounded(move(host.figure, { turn: 180 }))
    return inside(studio, { ...host, figure: hat }, guests, () => ({
      x: 0,
      y: hat.box.top + heightOf(hat) * 0.1,
      room: widthOf(hat) * 0.6,
    }))
  }
  if (rim)
    return inside(studio, host, guests, (base) => ({
      x: spotOn(base, (rim[1] + rim[2]) / 2, 0).x,
      y: spotOn(base, 0, rim[0]).y,
      room: spotOn(base, rim[2], 0).x - spotOn(base, rim[1], 0).x,
    }))
  return isBackdrop(icon, host.part.subgroup) ? putBefore(host, guests) : putOn(host, guests)
}

/** What reaches below a line, without what is below it: nobody's legs stick out of a boat. */
function cutBelow(studio: Studio, figure: Figure, y: number): Figure {
  const { left, top, right, bottom } = figure.box
  if (bottom <= y) return figure
  const markup = studio.use(
    `cut ${figure.markup}`,
    () =>
      `<clipPath id="§c"><rect x="${n(left - 60)}" y="${n(top - 60)}" width="${n(right - left + 120)}" height="${n(y - top + 60)}"/></clipPath><g clip-path="url(#§c)">${figure.markup}</g>`,
  )
  return { ...figure, markup, box: { left, top, right, bottom: y } }
}

/** Behind the front of what holds them: they look out over its rim. */
function inside(
  studio: Studio,
  host: Host,
  guests: readonly Guest[],
  rimOf: (base: Host) => { x: number; y: number; room: number },
): Figure {
  const need = guests.length > 3 ? totalWidth(guests) * 0.62 : totalWidth(guests) * 0.95
  const base = grown(host, need / rimOf(host).room)
  const { x, y, room } = rimOf(base)
  const fit = Math.min(1, (room * 1.08) / totalWidth(guests))
  if (guests.length > 3) return withMore(base.figure, heap(guests, x, y + 5, room), [])
  const sunk = Math.min(tallest(guests) * fit * 0.32, -y * 0.9)
  const put = spread(guests, x, y + sunk, room * 1.08).map((figure) =>
    cutBelow(studio, figure, -heightOf(base.figure) * 0.12),
  )
  return withMore(base.figure, put, [])
}

function putUnder(host: Host, guests: readonly Guest[]): Figure {
  const { icon } = host.part.named
  const height = tallest(guests)
  if (flies(icon)) {
    const above = move(host.figure, { y: -height * 1.25 })
    const below = spread(guests, 0, 0, 900)
    return withMore({ ...above, feet: below.flatMap((each) => each.feet) }, [], below)
  }
  if (host.part.alive || isBackdrop(icon, host.part.subgroup)) {
    const base = grown(host, (height * 2.1) / heightOf(host.figure)).figure
    const away = clamp(widthOf(base) * 0.3, 20, 140)
    const below = spread(guests, guests.length > 1 ? 0 : -away, 8, widthOf(base) * 1.1)
    return { ...withMore(base, [], below), feet: [...base.feet, ...below.flatMap((each) => each.feet)] }
  }
  const base = grown(host, (height * 1.35) / heightOf(host.figure))
  const room = heightOf(base.figure) * 0.8
  const fit = Math.min(1, room / height)
  const small = guests.map(({ part, figure }) => ({ part, figure: move(figure, { scale: fit }) }))
  return withMore(base.figure, spread(small, 0, -2, widthOf(base.figure) * 0.75), [])
}

function putOver(host: Host, guests: readonly Guest[]): Figure {
  const gap = Math.min(40, heightOf(host.figure) * 0.25) + 12
  return withMore(
    host.figure,
    [],
    spread(guests, -widthOf(host.figure) * 0.05, host.figure.box.top - gap, Math.max(260, widthOf(host.figure) * 1.4)),
  )
}

function putBehind(host: Host, guests: readonly Guest[]): Figure {
  const away = widthOf(host.figure) * 0.5
  const back = spread(guests, away, -6, 600)
  return { ...withMore(host.figure, back, []), feet: [...host.figure.feet, ...back.flatMap((each) => each.feet)] }
}

function putBefore(host: Host, guests: readonly Guest[]): Figure {
  const base = isBackdrop(host.part.named.icon, host.part.subgroup)
    ? grown(host, (tallest(guests) * 1.7) / heightOf(host.figure)).figure
    : host.figure
  const away = widthOf(base) * (guests.length > 1 ? 0 : 0.3)
  const front = spread(guests, -away, 10, Math.max(300, widthOf(base)))
  return { ...withMore(base, [], front), feet: [...base.feet, ...front.flatMap((each) => each.feet)] }
}

/** The host with its guests where the words put them. */
export function attach(
  studio: Studio,
  part: Part,
  figure: Figure,
  how: Place | 'rides',
  guests: readonly Guest[],
): Figure {
  const host: Host = { part, figure, scale: 1 }
  switch (how) {
    case 'rides':
      return ride(host, guests, studio)
    case 'on':
      return putOn(host, guests)
    case 'in':
      return putIn(host, guests, studio)
    case 'under':
      return putUnder(host, guests)
    case 'over':
      return putOver(host, guests)
    case 'behind':
      return putBehind(host, guests)
    case 'before':
      return putBefore(host, guests)
  }
}

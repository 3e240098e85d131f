import { mix } from '../colour.ts'
import type { Random } from '../random.ts'
import { n, path } from '../svg.ts'
import type { Canvas, Painter } from './canvas.ts'

/** The colour of a clump of leaves: that of the season, or the green given. */
export function foliageOf({ season }: Canvas, random: Random, green: string): string {
  const [first, ...more] = season?.foliage ?? []
  return first ? mix(random.pick([first, ...more]), green, 0.05) : green
}

/** Leaves or petals in the air, larger and fewer the nearer they are. */
export const drifting: Painter = (canvas) => {
  const { season, width, height } = canvas
  if (!season || season.drifts === 'nothing' || canvas.weather.falls !== 'nothing') return ''
  const random = canvas.random.fork('drifting')
  const tints =
    season.drifts === 'leaves' ? ['#d9622b', '#e9a23b', '#b8432f', '#e0c04a'] : ['#f9c3d2', '#fde3ea', '#f4a7bd']
  const parts = tints.map(() => '')
  for (let i = 0; i < 46; i++) {
    const near = random.next() ** 2
    const s = season.drifts === 'leaves' ? 7 + near * 15 : 5 + near * 9
    const x = random.between(0, width)
    const y = random.between(0.02, 0.98) * height
    const turn = random.between(0, 6.28)
    const [dx, dy] = [Math.cos(turn) * s, Math.sin(turn) * s]
    const wide = random.between(0.3, 0.62)
    parts[i % parts.length] +=
      `M${n(x - dx)} ${n(y - dy)}Q${n(x - dy * wide)} ${n(y + dx * wide)} ${n(x + dx)} ${n(y + dy)}Q${n(x + dy * wide)} ${n(y - dx * wide)} ${n(x - dx)} ${n(y - dy)}Z`
  }
  const { colour, amount } = canvas.light.shade
  return parts.map((d, i) => path(d, mix(tints[i] ?? '#ffffff', colour, amount * 0.6), 'opacity="0.9"')).join('')
}

/** Wind made visible: long curling streaks. */
export const gusts: Painter = (canvas) => {
  if (canvas.weather.shows !== 'wind') return ''
  const random = canvas.random.fork('gusts')
  let d = ''
  for (let i = 0; i < 9; i++) {
    const x = random.between(-0.15, 0.7) * canvas.width
    const y = random.between(0.12, 0.85) * canvas.height
    const l = random.between(150, 340)
    const r = random.between(14, 30)
    d += `M${n(x)} ${n(y)}q${n(l * 0.3)} ${n(-r * 1.2)} ${n(l * 0.6)} 0t${n(l * 0.4)} ${n(-r * 0.4)}`
    if (i % 2 === 0) d += `a${n(r)} ${n(r)} 0 1 0 ${n(-r)} ${n(-r * 1.1)}`
  }
  return `<path d="${d}" fill="none" stroke="#ffffff" stroke-opacity="0.62" stroke-width="4.5" stroke-linecap="round"/>`
}

/** A rainbow over the land, away from the sun. */
export const rainbow: Painter = (canvas) => {
  if (canvas.weather.shows !== 'rainbow') return ''
  const { width, horizon, orb } = canvas
  const cx = width * (orb.x > width / 2 ? 0.4 : 0.6)
  const bands = ['#ff6b6b', '#ffa94d', '#ffe066', '#8ce99a', '#66d9e8', '#74a0ff', '#b197fc']
  return bands
    .map((colour, i) => {
      const r = horizon * 0.94 - i * 17
      return `<path d="M${n(cx - r)} ${n(horizon + 60)}A${n(r)} ${n(r)} 0 0 1 ${n(cx + r)} ${n(horizon + 60)}" fill="none" stroke="${colour}" stroke-opacity="0.6" stroke-width="17.6"/>`
    })
    .join('')
}

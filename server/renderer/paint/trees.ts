import type { Random } from '../random.ts'
import { circlePath, n } from '../svg.ts'

/** A pine as path data: drooping tiers around a trunk. `h` is its height, (x, y) its foot. */
export function pinePath(random: Random, x: number, y: number, h: number): string {
  const tiers = random.integer(4, 6)
  const half = h * random.between(0.17, 0.23)
  const left: string[] = []
  const right: string[] = []
  for (let i = 0; i < tiers; i++) {
    const t = (i + 1) / tiers
    const tipY = y - h * (1 - t * 0.9)
    const w = half * t * random.between(0.88, 1.1)
    right.push(`${n(x + w)} ${n(tipY)}`, `${n(x + w * 0.52)} ${n(tipY - h * 0.025)}`)
    left.unshift(`${n(x - w * 0.52)} ${n(tipY - h * 0.025)}`, `${n(x - w)} ${n(tipY)}`)
  }
  right.pop()
  left.shift()
  const trunk = h * 0.025
  return `M${n(x)} ${n(y - h)}L${right.join('L')}L${n(x + trunk)} ${n(y - h * 0.1)}L${n(x + trunk)} ${n(y + 6)}L${n(x - trunk)} ${n(y + 6)}L${n(x - trunk)} ${n(y - h * 0.1)}L${left.join('L')}Z`
}

/** A round-crowned tree as two paths: trunk and crown. */
export function broadleafPaths(
  random: Random,
  x: number,
  y: number,
  h: number,
): { trunk: string; crown: string; lit: string } {
  const w = h * 0.05
  const trunk = `M${n(x - w)} ${n(y + 4)}L${n(x - w * 0.6)} ${n(y - h * 0.5)}L${n(x + w * 0.6)} ${n(y - h * 0.5)}L${n(x + w)} ${n(y + 4)}Z`
  let crown = ''
  let lit = ''
  for (let i = 0; i < 6; i++) {
    const angle = (i / 6) * 6.28 + random.between(-0.3, 0.3)
    const r = h * random.between(0.17, 0.23)
    crown += circlePath(x + Math.cos(angle) * h * 0.19, y - h * 0.66 + Math.sin(angle) * h * 0.16, r)
    if (Math.sin(angle) < 0.2)
      lit += circlePath(x + Math.cos(angle) * h * 0.16 - h * 0.03, y - h * 0.7 + Math.sin(angle) * h * 0.14, r * 0.6)
  }
  return { trunk, crown: crown + circlePath(x, y - h * 0.66, h * 0.2), lit }
}

/** A leaning palm: trunk as a stroke path, fronds as a fill path. */
export function palmPaths(
  random: Random,
  x: number,
  y: number,
  h: number,
  lean: number,
): { trunk: string; fronds: string } {
  const topX = x + lean
  const topY = y - h
  const trunk = `M${n(x)} ${n(y)}Q${n(x + lean * 0.15)} ${n(y - h * 0.6)} ${n(topX)} ${n(topY)}`
  let fronds = ''
  for (let i = 0; i < 9; i++) {
    const angle = -3.5 + (i / 8) * 3.9 + random.between(-0.12, 0.12)
    const reach = h * random.between(0.42, 0.55)
    const endX = topX + Math.cos(angle) * reach
    const endY = topY + Math.sin(angle) * reach * 0.62 + reach * 0.32
    const midX = topX + Math.cos(angle) * reach * 0.55
    const midY = topY + Math.sin(angle) * reach * 0.75 - reach * 0.08
    fronds += `M${n(topX)} ${n(topY)}Q${n(midX)} ${n(midY - h * 0.035)} ${n(endX)} ${n(endY)}Q${n(midX)} ${n(midY + h * 0.085)} ${n(topX)} ${n(topY + h * 0.02)}Z`
  }
  return { trunk, fronds }
}

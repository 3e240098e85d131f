import type { Random } from '../random.ts'
import { ellipse } from '../svg.ts'
import { meanBrightness } from './brightness.ts'
import type { Style } from './style.ts'

/** Fireflies: small warm lights low in the picture, a few near and large. */
function addFireflies(svg: string, random: Random): string {
  const [, width = 1000, height = 1000] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number)
  let out = ''
  for (let i = 0; i < 26; i++) {
    const near = random.next() ** 3
    const x = random.between(0, width)
    const y = random.between(0.35, 0.97) * height
    const r = 9 + near * 26
    out += ellipse(x, y, r, r, 'url(#firefly)') + ellipse(x, y, r * 0.14, r * 0.14, '#fff6cf')
  }
  const glow =
    '<radialGradient id="firefly"><stop offset="0" stop-color="#ffdf7e" stop-opacity="0.75"/><stop offset="0.4" stop-color="#ffc65a" stop-opacity="0.2"/><stop offset="1" stop-color="#ffc65a" stop-opacity="0"/></radialGradient>'
  return svg.replace('</defs>', `${glow}</defs>`).replace('</svg>', `${out}</svg>`)
}

/** Light spills this far: the picture is blurred at a size this many times smaller. */
const SMALLER = 8
const REACH = 4

/** What shines, brighter than `from`, blurred: three bytes a pixel at 1/8 of the size. */
function bloomOf(rgba: Uint8Array, width: number, height: number) {
  const columns = Math.ceil(width / SMALLER)
  const rows = Math.ceil(height / SMALLER)
  const light = new Float32Array(columns * rows * 3)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const px = Math.min(width - 1, x * SMALLER + SMALLER / 2)
      const py = Math.min(height - 1, y * SMALLER + SMALLER / 2)
      const at = (py * width + px) * 4
      const [r, g, b] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0]
      const shines = Math.max(0, Math.max(r, g, b) - 150) / 105
      light.set([r * shines, g * shines, b * shines], (y * columns + x) * 3)
    }
  const blur = (step: number, count: number, line: number, lines: number) => {
    const source = light.slice()
    for (let l = 0; l < lines; l++)
      for (let i = 0; i < count; i++)
        for (let c = 0; c < 3; c++) {
          let sum = 0
          for (let k = -REACH; k <= REACH; k++)
            sum += source[l * line + Math.min(count - 1, Math.max(0, i + k)) * step + c] ?? 0
          light[l * line + i * step + c] = sum / (2 * REACH + 1)
        }
  }
  for (let round = 0; round < 2; round++) {
    blur(3, columns, columns * 3, rows)
    blur(columns * 3, rows, 3, columns)
  }
  return { light, columns }
}

/** Moonlight by brightness: what a grey of 0 to 255 becomes. Warm lights are left as they are. */
const moonlit = (grey: number) => {
  const t = grey / 255
  return [255 * t ** 1.5 * 0.9, 255 * (t ** 1.22 * 0.94 + 0.01), 255 * (0.08 + 0.92 * t ** 0.95)] as const
}
const MOONLIGHT = Float32Array.from({ length: 256 * 3 }, (_, i) => moonlit(Math.floor(i / 3))[i % 3] ?? 0)

/** Mean brightness of a night picture: brighter ones (paper, rays, snow) are dimmed to it, darker ones lifted a little. */
const EXPOSURE = 84

const exposureOf = (rgba: Uint8Array) => Math.min(1.5, Math.max(0.5, EXPOSURE / (meanBrightness(rgba) + 1)))

export const night: Style = {
  looks: 'by moonlight, with glowing lights and fireflies',
  time: 'night',
  redraw: addFireflies,
  finish({ rgba, width, height }) {
    const rgb = new Uint8ClampedArray(width * height * 3)
    const exposure = exposureOf(rgba)
    const { light, columns } = bloomOf(rgba, width, height)
    const spill = exposure < 0.8 ? 0.22 : 0.5
    for (let y = 0, at = 0, out = 0; y < height; y++) {
      const row = Math.floor(y / SMALLER) * columns
      for (let x = 0; x < width; x++, at += 4, out += 3) {
        const r = (rgba[at] ?? 0) * exposure
        const g = (rgba[at + 1] ?? 0) * exposure
        const b = (rgba[at + 2] ?? 0) * exposure
        const grey = Math.min(255, (0.3 * r + 0.55 * g + 0.15 * b) | 0) * 3
        const warm = (r - b) / 255
        const own = warm > 0 ? Math.min(0.85, 0.36 + warm * 1.3) : 0.36
        const rest = 1 - own
        const glow = (row + Math.floor(x / SMALLER)) * 3
        rgb[out] = r * own + (MOONLIGHT[grey] ?? 0) * rest + (light[glow] ?? 0) * spill
        rgb[out + 1] = g * own + (MOONLIGHT[grey + 1] ?? 0) * rest + (light[glow + 1] ?? 0) * spill
        rgb[out + 2] = b * own + (MOONLIGHT[grey + 2] ?? 0) * rest + (light[glow + 2] ?? 0) * spill
      }
    }
    return { rgb: Buffer.from(rgb.buffer), width, height }
  },
}

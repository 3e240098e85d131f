import { mix } from '../colour.ts'
import { flatten } from './flat.ts'
import { createTexture, smoothNoise, TILE, whiteNoise } from './grain.ts'
import { isVignette, mapGradients, withoutIconFilters } from './markup.ts'
import type { Style } from './style.ts'

/** Fibres across and along, the soft cloudiness of pulp, and its grain. */
const pulp = createTexture(() => [
  [smoothNoise('fibre-across', 32, 2), 7],
  [smoothNoise('fibre-along', 2, 32), 7],
  [smoothNoise('pulp', 8), 5],
  [smoothNoise('cloud', 64), 6],
  [whiteNoise('paper'), 7],
])

const SHADOW = '#1d1233'
/** Offsets and strengths of the shadow a sheet throws on what lies under it: sharp near the edge, softer farther out. */
const SHADOWS = [
  [9, 15, 0.1],
  [6, 10, 0.12],
  [3, 5, 0.16],
] as const

/** What lies on the picture as a sheet of its own: not hairlines, not veils that let the rest shine through. */
function isSheet(attributes: string): boolean {
  const opacity = Number(/ (?:fill-)?opacity="([\d.]+)"/.exec(attributes)?.[1] ?? '1')
  return opacity > 0.7 && !/fill="none"|stroke/.test(attributes)
}

/** Every path of the scenery casts a shadow, and its cut edge catches the light. */
function cutOut(scenery: string, colours: ReadonlyMap<string, string>): string {
  return scenery.replace(/<(path|ellipse|circle)\b([^>]*)\/>/g, (whole, tag: string, attributes: string) => {
    const fill = / fill="([^"]*)"/.exec(attributes)?.[1] ?? ''
    const colour = fill.startsWith('url') ? colours.get(fill.slice(5, -1)) : fill
    if (!colour?.startsWith('#') || !isSheet(attributes)) return whole
    const shape = attributes.replace(/ (?:fill|fill-opacity|opacity|stroke|stroke-[a-z]+)="[^"]*"/g, '')
    const shadows = SHADOWS.map(
      ([x, y, opacity]) =>
        `<${tag}${shape} fill="${SHADOW}" fill-opacity="${opacity}" transform="translate(${x} ${y})"/>`,
    )
    const edge = attributes.includes('transform')
      ? ''
      : ` stroke="${mix(colour, '#ffffff', 0.35)}" stroke-width="3" paint-order="stroke"`
    return attributes.includes('transform') ? whole : `${shadows.join('')}<${tag}${attributes}${edge}/>`
  })
}

function cutFromPaper(svg: string): string {
  const colours = new Map<string, string>()
  const plain = mapGradients(withoutIconFilters(svg), (gradient) =>
    isVignette(gradient) ? gradient.stops.slice(0, 1) : flatten(gradient),
  )
  for (const [, id = '', colour = ''] of plain.matchAll(
    /Gradient id="([^"]*)"[^>]*><stop offset="[\d.]+" stop-color="([^"]*)"\/><\/(?:linear|radial)Gradient>/g,
  ))
    colours.set(id, colour)
  // Figures bring definitions of their own inside the picture's.
  const end = plain.lastIndexOf('</defs>')
  const shadow = `<filter id="cut" x="-0.1" y="-0.1" width="1.25" height="1.25"><feDropShadow dx="8" dy="13" stdDeviation="5" flood-color="${SHADOW}" flood-opacity="0.42"/></filter>`
  const drawn = cutOut(plain.slice(end), colours).replaceAll('<g class="figure">', '<g filter="url(#cut)">')
  return plain.slice(0, end) + shadow + drawn
}

export const paper: Style = {
  looks: 'cut from coloured paper, sheet upon sheet with their shadows',
  redraw: cutFromPaper,
  finish({ rgba, width, height }) {
    const rgb = new Uint8ClampedArray(width * height * 3)
    const texture = pulp()
    let at = 0
    let out = 0
    for (let y = 0; y < height; y++) {
      const row = (y & (TILE - 1)) * TILE
      for (let x = 0; x < width; x++) {
        const fibre = texture[row + (x & (TILE - 1))] ?? 0
        const by = 0.93 + fibre / 250
        rgb[out] = (rgba[at] ?? 0) * by + 17
        rgb[out + 1] = (rgba[at + 1] ?? 0) * by + 14
        rgb[out + 2] = (rgba[at + 2] ?? 0) * by + 10
        at += 4
        out += 3
      }
    }
    return { rgb: Buffer.from(rgb.buffer), width, height }
  },
}

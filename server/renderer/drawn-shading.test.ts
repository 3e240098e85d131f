import { describe, expect, it } from 'vitest'
import { drawSvg } from './draw-svg.ts'
import { withDrawnShading } from './drawn-shading.ts'
import { art } from './icons/art.ts'

const wrap = (body: string, place = 'translate(4 4)') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="160" height="160"><rect width="40" height="40" fill="#9cc"/><g transform="${place}">${body}</g></svg>`

const names = ['rabbit', 'cat', 'dog', 'horse', 'automobile', 'rocket', 'house', 'sailboat', 'fox', 'bird'] as const

describe('shading drawn with shapes', () => {
  it.each(names)('shows the %s much as its own filters do, without one', async (name) => {
    const svg = wrap(art().body(name))
    const drawn = withDrawnShading(svg)
    expect(svg).toContain('<filter')
    expect(drawn).not.toContain('filter')
    const [one, two] = await Promise.all([drawSvg(svg), drawSvg(drawn)])
    const away = one.rgba.reduce((sum, value, i) => sum + Math.abs(value - (two.rgba[i] ?? 0)), 0) / one.rgba.length
    expect(away).toBeLessThan(2)
  })

  it('survives a figure just outside the picture, which ends the process where its filters are left in', async () => {
    const drawn = await drawSvg(withDrawnShading(wrap(art().body('rabbit'), 'translate(44 0)')))
    expect(drawn.width).toBe(160)
  })

  it('leaves other filters alone', () => {
    const svg = '<filter id="a" x="0"><feColorMatrix values="1"/></filter><g filter="url(#a)"><path d="M0 0"/></g>'
    expect(withDrawnShading(svg)).toBe(svg)
  })
})

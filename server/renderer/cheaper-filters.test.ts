import { describe, expect, it } from 'vitest'
import { withCheaperFilters } from './cheaper-filters.ts'
import { drawSvg } from './draw-svg.ts'
import { art } from './icons/art.ts'

const wrap = (body: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="160" height="160"><rect width="32" height="32" fill="#9cc"/>${body}</svg>`

describe('cheaper filters', () => {
  it.each(['rabbit', 'cat', 'dog', 'horse', 'automobile', 'rocket', 'house', 'sailboat', 'fox', 'bird'])(
    'draw the %s as its own filters do, in fewer steps',
    async (name) => {
      const svg = wrap(art().body(name))
      const cheaper = withCheaperFilters(svg)
      const [one, two] = await Promise.all([drawSvg(svg, []), drawSvg(cheaper, [])])
      const far = one.rgba.filter((value, i) => Math.abs(value - (two.rgba[i] ?? 0)) > 24).length / one.rgba.length
      expect(far).toBeLessThan(0.004)
      const steps = (text: string) => text.match(/<fe(ColorMatrix|Blend|Flood|Composite|GaussianBlur)/g)?.length ?? 0
      expect(steps(cheaper)).toBeLessThan(steps(svg) * 0.72)
    },
  )

  it('leave other filters alone', () => {
    const svg = '<filter id="a" x="0"><feColorMatrix values="1"/></filter>'
    expect(withCheaperFilters(svg)).toBe(svg)
  })
})

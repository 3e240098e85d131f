import { art } from '../icons/art.ts'
import { type Defs, n } from '../svg.ts'
import type { DrawIcon } from './typeset.ts'

/** Draws inline emoji; each icon's art is added to the definitions once. */
export function createInlineIcons(defs: Defs): DrawIcon {
  const ids = new Map<string, string>()
  return (icon, x, y, size) => {
    const facts = art().icon(icon)
    if (!facts) return ''
    let id = ids.get(icon)
    if (id === undefined) {
      const body = art().body(icon)
      id = defs.add((own) => `<g id="${own}">${body.replaceAll('§', `${own}_`)}</g>`).slice(5, -1)
      ids.set(icon, id)
    }
    const [left = 0, top = 0, right = 1, bottom = 1] = facts.box
    const side = size / Math.max(right - left, bottom - top)
    const dx = x - ((left + right) / 2) * side
    const dy = y - ((top + bottom) / 2) * side
    return `<use href="#${id}" transform="translate(${n(dx)} ${n(dy)}) scale(${Math.round((side / 32) * 1000) / 1000})"/>`
  }
}

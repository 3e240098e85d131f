import type { Cast, Ensemble } from '../ensemble.ts'

/** More than these cannot be counted at a glance. */
const MOST_FIGURES = 12

/** Who acts and what stands behind them. Where only large still things are named, they are the subject. */
export function leading({ ensembles }: Cast): { figures: Ensemble[]; backdrops: Ensemble[] } {
  const backdrops = ensembles.filter(({ role }) => role === 'backdrop')
  const figures = ensembles.filter(({ role }) => role !== 'backdrop')
  // Several of one kind are counted, so they are figures whatever their size.
  const counted = backdrops.filter(({ kind }) => backdrops.filter((other) => other.kind === kind).length > 2)
  if (figures.length === 0) return { figures: backdrops.slice(0, MOST_FIGURES), backdrops: [] }
  if (figures.length === 1 && counted.length > 0)
    return {
      figures: [...counted, ...figures].slice(-MOST_FIGURES),
      backdrops: backdrops.filter((one) => !counted.includes(one)),
    }
  return { figures: figures.slice(0, MOST_FIGURES), backdrops }
}

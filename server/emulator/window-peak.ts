/** The most events ever seen in any half-open window of `windowMs`; two exactly `windowMs` apart are in different ones. */
export function createWindowPeak(windowMs: number) {
  let recent: number[] = []
  let peak = 0
  return {
    add(nowMs: number) {
      recent = recent.filter((at) => at > nowMs - windowMs)
      recent.push(nowMs)
      peak = Math.max(peak, recent.length)
    },
    peak: () => peak,
  }
}

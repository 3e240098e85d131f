/** So many answers are kept; then it begins anew. A word table asked again and again costs more than all the rest. */
const MOST = 50_000

/** The same function, which remembers what it answered for each pair of words. `fn` must depend on them alone. */
export function remember<Result>(fn: (a: string, b: string) => Result): (a: string, b: string) => Result {
  const known = new Map<string, Result>()
  return (a, b) => {
    const key = `${a}\t${b}`
    const before = known.get(key)
    if (before !== undefined || known.has(key)) return before as Result
    if (known.size >= MOST) known.clear()
    const result = fn(a, b)
    known.set(key, result)
    return result
  }
}

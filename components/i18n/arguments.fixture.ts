/** The names of what a sentence in ICU's format asks values for, each once, sorted. */
export function argumentsOf(sentence: string): string[] {
  const names = new Set<string>()
  readText(sentence, 0, names)
  return [...names].sort()
}

/** Reads words up to the brace that closes them; returns where they end. */
function readText(text: string, from: number, names: Set<string>): number {
  let at = from
  while (at < text.length && text[at] !== '}') at = text[at] === '{' ? readArgument(text, at + 1, names) : at + 1
  return at
}

/** Reads `name`, `name, number, percent` or `name, plural, one {…} other {…}`; returns what follows its brace. */
function readArgument(text: string, from: number, names: Set<string>): number {
  const [head = '', name = ''] = /^\s*(\w+)\s*/.exec(text.slice(from)) ?? []
  names.add(name)
  let at = from + head.length
  while (at < text.length && text[at] !== '}') at = text[at] === '{' ? readText(text, at + 1, names) + 1 : at + 1
  return at + 1
}

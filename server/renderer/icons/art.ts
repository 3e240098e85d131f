import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

/**
 * What is known of an icon: where its markup lies, what emojibase groups it with, how tall it stands next to a dog, its
 * painted box (0 to 1), its main hue.
 */
export type IconFacts = {
  at: [offset: number, length: number]
  group: number
  subgroup: number
  scale: number
  box: number[]
  hue: number | null
}

export type ArtIndex = {
  icons: Record<string, IconFacts>
  /** Folded words (of one or more tokens) to icon names. */
  english: Record<string, string>
  foreign: Record<string, string>
  /** Emoji without variation selectors to icon names. */
  chars: Record<string, string>
}

type Art = {
  icon(name: string): IconFacts | undefined
  english: ReadonlyMap<string, string>
  foreign: ReadonlyMap<string, string>
  chars: ReadonlyMap<string, string>
  body(name: string): string
}

let loaded: Art | undefined

/** The art, read once a thread; one icon is unpacked at a time (all of them would be 18 MB of text). */
export function art(): Art {
  if (loaded) return loaded
  const file = (name: string) => readFileSync(new URL(`../assets/${name}`, import.meta.url))
  const index = JSON.parse(brotliDecompressSync(file('art.json.br')).toString()) as ArtIndex
  const bytes = file('art.bin')
  const icons = new Map(Object.entries(index.icons))
  loaded = {
    icon: (name) => icons.get(name),
    english: new Map(Object.entries(index.english)),
    foreign: new Map(Object.entries(index.foreign)),
    chars: new Map(Object.entries(index.chars)),
    body(name) {
      const facts = icons.get(name)
      if (!facts) return ''
      const [offset, length] = facts.at
      return withoutArithmetic(brotliDecompressSync(bytes.subarray(offset, offset + length)).toString())
    },
  }
  return loaded
}

/**
 * resvg aborts the whole process (composite.rs: src1.width == src2.width) when the two inputs of an arithmetic composite
 * are rounded to different sizes, as happens at some placements. "b - a" of alphas is b out a, which it draws another way.
 */
function withoutArithmetic(svg: string): string {
  return svg.replace(
    /<feComposite in2=("[^"]*") k2="-1" k3="1" operator="arithmetic"\/>/g,
    '<feComposite in=$1 operator="out"/>',
  )
}

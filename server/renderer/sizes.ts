export type Size = { width: number; height: number }

/** The sizes a picture is offered in, in pixels, by the name people choose them by. */
export const sizes = {
  '512': { width: 512, height: 512 },
  '768': { width: 768, height: 768 },
  '1024': { width: 1024, height: 1024 },
  '1536': { width: 1536, height: 1536 },
  '16:9': { width: 1536, height: 864 },
  '9:16': { width: 864, height: 1536 },
} as const satisfies Record<string, Size>

export type SizeName = keyof typeof sizes

/** Shortest and longest side the renderer draws, in pixels. */
export const SHORTEST_SIDE = 64
export const LONGEST_SIDE = 2048

/** The size a text names: a named one, `WIDTHxHEIGHT`, or one number for a square. Nothing where it is none that can be drawn. */
export function parseSize(text: string): Size | undefined {
  if (Object.hasOwn(sizes, text)) return sizes[text as SizeName]
  const [, width, height = width] = /^(\d{1,4})(?:x(\d{1,4}))?$/i.exec(text) ?? []
  const size = { width: Number(width), height: Number(height) }
  const fits = (side: number) => side >= SHORTEST_SIDE && side <= LONGEST_SIDE
  return fits(size.width) && fits(size.height) ? size : undefined
}

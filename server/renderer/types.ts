/** What to draw. Sizes in pixels (64 to 2048); the same input always gives the same bytes at one RENDERER_VERSION. */
export type RenderInput = {
  words: string
  seed: number
  width: number
  height: number
  style: string
}

/** A finished picture: encoded bytes and its size in pixels. */
export type Rendered = { bytes: Buffer; width: number; height: number }

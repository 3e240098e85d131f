import type { KeyParts } from '../key.ts'

/** Within one look similar words may share a picture: the same model, size and style. */
export function lookOf({ model, width, height, style }: Omit<KeyParts, 'words' | 'only'>): string {
  return `${model} ${width}x${height} ${style}`
}

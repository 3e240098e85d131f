import { DEFAULT_SIZE, DEFAULT_STYLE } from '../pictures/request-picture.ts'

/** What pictures can look like today: `WIDTHxHEIGHT` in pixels, and styles. The first is the one nobody need name. */
export const SIZES = [`${DEFAULT_SIZE.width}x${DEFAULT_SIZE.height}`] as const
export const STYLES = [DEFAULT_STYLE] as const

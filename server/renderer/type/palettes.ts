import { toLab } from '../colour.ts'

/** Colours of a typographic picture: paper, ink, two bright ones and the deepest one. */
export type TypePalette = { paper: string; ink: string; bright: readonly [string, string]; deep: string }

export const typePalettes = [
  { paper: '#f6e7cf', ink: '#d8402f', bright: ['#f2a93b', '#2f7f86'], deep: '#2b2140' },
  { paper: '#1f2a5c', ink: '#ffe9b8', bright: ['#ff7d5c', '#4fc3c7'], deep: '#0e1433' },
  { paper: '#ffd23f', ink: '#2b2d73', bright: ['#ee4266', '#ffffff'], deep: '#1b1746' },
  { paper: '#e85d75', ink: '#fff4e0', bright: ['#ffc857', '#4a2c6b'], deep: '#3a1440' },
  { paper: '#0f6f6a', ink: '#fdf0d5', bright: ['#f9a03f', '#8be0c6'], deep: '#06302f' },
  { paper: '#efe9f7', ink: '#5a35b8', bright: ['#ff8fb1', '#35b6a8'], deep: '#221548' },
  { paper: '#cfe8e4', ink: '#d1495b', bright: ['#edae49', '#00798c'], deep: '#16324a' },
  { paper: '#2d1b3d', ink: '#ffcf6b', bright: ['#e4508a', '#7a5cff'], deep: '#140a20' },
  { paper: '#f08a4b', ink: '#fff6e6', bright: ['#8a2846', '#ffd98a'], deep: '#43152b' },
] as const satisfies readonly [TypePalette, ...TypePalette[]]

/** The colour of a palette, or a warm white, that stands out most from `ground`. */
export function readableOn(ground: string, { deep, paper }: TypePalette): string {
  const distance = (colour: string) => Math.abs(toLab(colour)[0] - toLab(ground)[0])
  return [deep, paper, '#fffaf0'].reduce((best, next) => (distance(next) > distance(best) + 0.02 ? next : best))
}

import { renderPicture } from './render-picture.ts'
import type { RenderInput } from './types.ts'

/** One task of a worker: bytes travel as a plain array that is moved, not copied. */
export type DrawTask = RenderInput
export type DrawResult = { bytes: Uint8Array; width: number; height: number }

/** Runs in a worker thread. Draws one picture; the pool bounds how many run at once. */
export default async function drawTask(task: DrawTask): Promise<DrawResult> {
  const { bytes, width, height } = await renderPicture(task)
  return { bytes, width, height }
}

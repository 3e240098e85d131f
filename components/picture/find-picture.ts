import { cache } from 'react'
import { pageApi } from '@/server/accessor'
import { problemOf } from '../problem'
import { type Picture, toWire } from './picture'

/** The picture with this id as the page's visitor may see it; undefined when there is none, or not for them. */
export const findPicture = cache(async (id: string): Promise<Picture | undefined> => {
  const api = await pageApi()
  try {
    return toWire(await api.pictures.get({ id }))
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
})

function isNotFound(error: unknown): boolean {
  if (problemOf(error)?.status === 404) return true
  return error instanceof Error && 'code' in error && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST')
}

import { pageApi } from '@/server/accessor'
import type { Looks } from './look'

/** What pictures can look like here. Undefined for a visitor who asked too much this minute: words can still be typed. */
export async function findLooks(): Promise<Looks | undefined> {
  const api = await pageApi()
  try {
    return await api.pictures.looks()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'TOO_MANY_REQUESTS') return undefined
    throw error
  }
}

'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'

/**
 * For whoever just changed who this browser is or what it may do: `changed()` makes gauge, header and page follow at
 * once, `changed(path)` goes there as well. What the one before had loaded and nobody shows now is forgotten.
 */
export function useSessionChange() {
  const router = useRouter()
  const queryClient = useQueryClient()
  return async function changed(path?: string): Promise<void> {
    if (path !== undefined) router.replace(path)
    router.refresh()
    queryClient.removeQueries({ type: 'inactive' })
    await queryClient.invalidateQueries()
  }
}

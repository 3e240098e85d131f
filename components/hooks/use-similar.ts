'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { LookWish } from '../studio/looks/look'
import { characterCount, MAX_CHARACTERS, tidyWords } from '../studio/tidy-words'
import { useTRPC } from '../trpc'
import { useDebounced } from './use-debounced'
import { PAUSE_MS } from './use-preview'

/**
 * Somebody's picture of this look and of words much like the typed ones, offered once it is known that these very words have none (`wanted`).
 * While one types on, the last offer stays, not `current` any more, so that nothing comes and goes with each letter.
 */
export function useSimilar(typed: string, wish: LookWish, wanted: boolean) {
  const trpc = useTRPC()
  const now = tidyWords(typed)
  const words = useDebounced(now, PAUSE_MS)
  const askable = words !== '' && characterCount(words) <= MAX_CHARACTERS
  const { data, isPlaceholderData } = useQuery(
    trpc.pictures.similar.queryOptions(
      { words, ...wish },
      {
        enabled: wanted && askable && words === now,
        placeholderData: keepPreviousData,
        staleTime: 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    ),
  )
  return { offer: askable ? data?.offer : undefined, current: wanted && words === now && !isPlaceholderData, words }
}

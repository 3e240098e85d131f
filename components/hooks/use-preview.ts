'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { LookWish } from '../studio/looks/look'
import { characterCount, MAX_CHARACTERS, tidyWords } from '../studio/tidy-words'
import { useTRPC } from '../trpc'
import { useDebounced } from './use-debounced'

/** How long the typed words stand still before anything is asked about them. */
export const PAUSE_MS = 300

/** Whether the typed words already have a picture of the look that is wished for: asked, free, once typing pauses. Undefined while not known. */
export function usePreview(typed: string, wish: LookWish) {
  const trpc = useTRPC()
  const now = tidyWords(typed)
  const words = useDebounced(now, PAUSE_MS)
  const askable = words !== '' && characterCount(words) <= MAX_CHARACTERS
  const { data, isPlaceholderData } = useQuery(
    trpc.pictures.preview.queryOptions(
      { words, ...wish },
      { enabled: askable, placeholderData: keepPreviousData, staleTime: 30_000, retry: false },
    ),
  )
  const known = askable && words === now && !isPlaceholderData
  return known ? data : undefined
}

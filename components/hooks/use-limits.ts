'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../trpc'

/** What the visitor has left today; asked again by itself when the day turns. */
export function useLimits() {
  const trpc = useTRPC()
  return useQuery({
    ...trpc.limits.status.queryOptions(),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    refetchInterval: ({ state }) => (state.data ? (state.data.daily.resetsInSeconds + 1) * 1000 : false),
  })
}

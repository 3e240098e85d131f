import { QueryClient } from '@tanstack/react-query'
import { problemOf } from './problem'

/** React Query's cache. A refusal is an answer, so only a lost connection or a broken server is tried again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => problemOf(error) === undefined && failures < 3,
      },
      mutations: { retry: false },
    },
  })
}

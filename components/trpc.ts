'use client'

import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import type { AppRouter } from '@/server/trpc/router'

const URL_PATH = '/api/trpc'
/** The server refuses longer batches (server/limits/tiers.ts, MAX_BATCH). */
const MAX_BATCH = 10

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>()

/** The browser's one client: live pictures over server-sent events, everything else in small batches. */
export function createBrowserClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: httpSubscriptionLink({ url: URL_PATH }),
        false: httpBatchLink({ url: URL_PATH, maxItems: MAX_BATCH }),
      }),
    ],
  })
}

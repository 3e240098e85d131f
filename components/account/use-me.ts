'use client'

import { useQuery } from '@tanstack/react-query'
import type { inferOutput } from '@trpc/tanstack-react-query'
import { useTRPC } from '../trpc'

/** Who is signed in, as the browser hears it. */
type Me = inferOutput<ReturnType<typeof useTRPC>['account']['me']>

export type Account = Extract<Me, { signedIn: true }>

/** Who is signed in: what the page was rendered with, until something changes it. */
export function useMe(rendered: Me): Me {
  const trpc = useTRPC()
  return useQuery({ ...trpc.account.me.queryOptions(), initialData: rendered }).data
}

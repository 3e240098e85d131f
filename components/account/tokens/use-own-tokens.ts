'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { inferOutput } from '@trpc/tanstack-react-query'
import { useTRPC } from '../../trpc'

/** A token of the account, as the browser hears it: everything but the token itself. */
export type OwnToken = inferOutput<ReturnType<typeof useTRPC>['tokens']['list']>[number]

/** The account's tokens. */
export function useOwnTokens() {
  const trpc = useTRPC()
  return useQuery(trpc.tokens.list.queryOptions())
}

/** Making, rotating and revoking; whatever comes of it, the list is asked for anew. */
export function useTokenChanges() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const always = {
    networkMode: 'always',
    // A token told by the service is nowhere once nobody shows it.
    gcTime: 0,
    onSettled: () => queryClient.invalidateQueries(trpc.tokens.list.queryFilter()),
  } as const
  return {
    create: useMutation(trpc.tokens.create.mutationOptions(always)),
    rotate: useMutation(trpc.tokens.rotate.mutationOptions(always)),
    revoke: useMutation(trpc.tokens.revoke.mutationOptions(always)),
  }
}

export type TokenChanges = ReturnType<typeof useTokenChanges>

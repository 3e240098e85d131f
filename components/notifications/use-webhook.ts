'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { inferOutput } from '@trpc/tanstack-react-query'
import { useTRPC } from '../trpc'

export type Webhook = inferOutput<ReturnType<typeof useTRPC>['notifications']['webhook']>
export type Delivery = Webhook['deliveries'][number]

const LOOK_AGAIN_MS = 1_500
const SOON_MS = 15_000

/** The account's webhook; looked at again while something is about to be delivered. */
export function useWebhook() {
  const trpc = useTRPC()
  const soon = ({ nextAt, at }: Delivery) =>
    nextAt !== null && new Date(nextAt).getTime() - new Date(at).getTime() < SOON_MS * 2
  return useQuery({
    ...trpc.notifications.webhook.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.deliveries.some(soon) ? LOOK_AGAIN_MS : false),
  })
}

/** What its owner can do to it; each answers with how it is then. */
export function useWebhookChanges() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const onSuccess = (webhook: Webhook) => queryClient.setQueryData(trpc.notifications.webhook.queryKey(), webhook)
  return {
    set: useMutation(trpc.notifications.setWebhook.mutationOptions({ onSuccess })),
    rotate: useMutation(trpc.notifications.rotateWebhookSecret.mutationOptions({ onSuccess })),
    test: useMutation(trpc.notifications.testWebhook.mutationOptions({ onSuccess })),
  }
}

'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { useLocale } from 'use-intl'
import { useTRPC } from '../trpc'
import { type Permission, readPermission, subscribeBrowser, unsubscribeBrowser } from './browser-push'

const listeners = new Set<() => void>()

function watchPermission(listener: () => void) {
  listeners.add(listener)
  window.addEventListener('focus', listener) // it may have been changed in the browser's own settings
  return () => {
    listeners.delete(listener)
    window.removeEventListener('focus', listener)
  }
}

/** Whether this browser may show notifications, and turning them on and off in it. */
export function useBrowserNotices() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const locale = useLocale()
  const permission = useSyncExternalStore<Permission>(watchPermission, readPermission, () => 'default')
  const { mutateAsync: tellSubscribed } = useMutation(trpc.notifications.subscribe.mutationOptions())
  const { mutateAsync: tellUnsubscribed } = useMutation(trpc.notifications.unsubscribe.mutationOptions())

  /** Whether this browser is told with every page closed from now on, of the pictures of whoever uses it now. */
  const connect = useCallback(async (): Promise<boolean> => {
    if (readPermission() !== 'granted') return false
    try {
      const { publicKey } = await queryClient.fetchQuery({
        ...trpc.notifications.pushKey.queryOptions(),
        staleTime: Number.POSITIVE_INFINITY,
      })
      const keys = await subscribeBrowser(publicKey)
      if (!keys) return false
      await tellSubscribed({ ...keys, locale })
      return true
    } catch {
      return false
    }
  }, [queryClient, trpc, tellSubscribed, locale])

  /** Asks for the permission: only ever after a press. */
  async function allow(): Promise<{ permission: Permission; pushes: boolean }> {
    const answer = readPermission() === 'default' ? await Notification.requestPermission() : readPermission()
    for (const tell of listeners) tell()
    return { permission: answer, pushes: await connect() }
  }

  async function disconnect() {
    const endpoint = await unsubscribeBrowser()
    if (endpoint) await tellUnsubscribed({ endpoint })
  }

  return { permission, allow, connect, disconnect }
}

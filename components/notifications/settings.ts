'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useTRPC } from '../trpc'

export type NoticeSettings = { tab: boolean; sound: boolean; browser: boolean }

/** As the service has them for accounts (server/push/browsers.ts). */
const USUAL: NoticeSettings = { tab: true, sound: false, browser: true }
const KEY = 'notifications'
const listeners = new Set<() => void>()

/** The same object while nothing changed, as React wants it. */
let kept: { text: string | null; settings: NoticeSettings } = { text: null, settings: USUAL }

function readKept(): NoticeSettings {
  const text = readText()
  if (text !== kept.text) kept = { text, settings: parse(text) }
  return kept.settings
}

function readText(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return kept.text // storage is turned off: what was chosen holds for this page
  }
}

function parse(text: string | null): NoticeSettings {
  try {
    const { tab, sound, browser } = { ...USUAL, ...JSON.parse(text ?? '{}') }
    return { tab: tab === true, sound: sound === true, browser: browser === true }
  } catch {
    return USUAL
  }
}

function keep(settings: NoticeSettings) {
  const text = JSON.stringify(settings)
  kept = { text, settings }
  try {
    localStorage.setItem(KEY, text)
  } catch {}
  for (const tell of listeners) tell()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** How one wants to be told: an account's settings wherever it is signed in, a visitor's in this browser. */
export function useNoticeSettings() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const here = useSyncExternalStore(subscribe, readKept, () => USUAL)
  const { data } = useQuery({ ...trpc.notifications.settings.queryOptions(), staleTime: 60_000 })
  const { mutate } = useMutation(
    trpc.notifications.setSettings.mutationOptions({
      onMutate: (settings) => queryClient.setQueryData(trpc.notifications.settings.queryKey(), { settings }),
      onError: () => void queryClient.invalidateQueries(trpc.notifications.settings.pathFilter()),
    }),
  )
  const account = data?.settings ?? undefined
  return {
    settings: account ?? here,
    /** Whether they are an account's; undefined until it is known. */
    ofAccount: data && account !== undefined,
    change: (settings: NoticeSettings) => (account ? mutate(settings) : keep(settings)),
  }
}

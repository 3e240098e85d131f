'use client'

import { useState, useSyncExternalStore } from 'react'
import { monotonicNow, secondsLeft } from '../time/monotonic'

let tickedAtMs = 0
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

/** One interval for all countdowns of a page, running only while there is one. */
function onTick(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    tickedAtMs = monotonicNow()
    for (const tell of listeners) tell()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/**
 * Counts down, each second, from seconds the service gave. `told` is when it gave them (a query's `dataUpdatedAt`):
 * a new value sets a new anchor on the monotonic clock. The computer's own clock plays no part.
 */
export function useSecondsLeft(seconds: number, told: number): number {
  const [anchored, setAnchored] = useState(() => ({ told, anchor: { seconds, atMs: monotonicNow() } }))
  if (anchored.told !== told) setAnchored({ told, anchor: { seconds, atMs: monotonicNow() } })
  const nowMs = useSyncExternalStore(
    onTick,
    () => tickedAtMs,
    () => 0,
  )
  return secondsLeft(anchored.anchor, nowMs)
}

'use client'

import { useEffect, useEffectEvent } from 'react'
import { clocksDisagree, monotonicNow } from '../time/monotonic'

const CHECK_MS = 2_000

/** Calls back when what a countdown stands on may be stale: shown again, resumed, online again, slept, clock changed. */
export function useWake(onWake: () => void) {
  const wake = useEffectEvent(onWake)

  useEffect(() => {
    let before = readClocks()
    const check = setInterval(() => {
      const now = readClocks()
      if (clocksDisagree(before, now)) wake()
      before = now
    }, CHECK_MS)
    const shown = () => {
      if (document.visibilityState !== 'visible') return
      before = readClocks()
      wake()
    }
    const resumed = () => wake()
    document.addEventListener('visibilitychange', shown)
    document.addEventListener('resume', resumed)
    window.addEventListener('online', resumed)
    return () => {
      clearInterval(check)
      document.removeEventListener('visibilitychange', shown)
      document.removeEventListener('resume', resumed)
      window.removeEventListener('online', resumed)
    }
  }, [])
}

function readClocks() {
  return { wallMs: Date.now(), monotonicMs: monotonicNow() }
}

'use client'

import { useEffect, useRef, useState } from 'react'
import { monotonicNow } from '../time/monotonic'

const REDUCED = '(prefers-reduced-motion: reduce)'

/** Follows a number with a short easing, frame by frame, and rests when it is there. Jumps under reduced motion. */
export function useEased(target: number, durationMs: number): number {
  const [value, setValue] = useState(target)
  const shown = useRef(target)

  useEffect(() => {
    const from = shown.current
    if (from === target) return
    const still = window.matchMedia(REDUCED).matches
    const startMs = monotonicNow()
    let frame = requestAnimationFrame(function step() {
      const part = still ? 1 : Math.min(1, (monotonicNow() - startMs) / durationMs)
      shown.current = from + (target - from) * settle(part)
      setValue(shown.current)
      if (part < 1) frame = requestAnimationFrame(step)
    })
    return () => cancelAnimationFrame(frame)
  }, [target, durationMs])

  return value
}

/** Eases out with a small overshoot, as a heavy leaf comes to rest. */
function settle(part: number): number {
  const back = 1.1
  return 1 + (back + 1) * (part - 1) ** 3 + back * (part - 1) ** 2
}

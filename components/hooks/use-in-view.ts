'use client'

import { useEffect, useEffectEvent, useRef } from 'react'

/** Calls back whenever the element comes near the window's edge. Give the returned ref to the element. */
export function useInView<Element extends HTMLElement>(onView: () => void) {
  const ref = useRef<Element>(null)
  const seen = useEffectEvent(onView)
  useEffect(() => {
    if (!ref.current) return
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && seen(), {
      rootMargin: '600px 0px',
    })
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [])
  return ref
}

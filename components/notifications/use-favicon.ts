'use client'

import { useEffect } from 'react'
import { faviconFor, type TabState } from './favicon'

/** Shows a state in the tab's icon; the page's own comes back when there is none. */
export function useFavicon(state: TabState | undefined) {
  useEffect(() => {
    if (!state) return
    const href = faviconFor(state)
    const own = new Map<HTMLLinkElement, string>()
    for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')) {
      own.set(link, link.href)
      link.href = href
    }
    return () => {
      for (const [link, before] of own) link.href = before
    }
  }, [state])
}

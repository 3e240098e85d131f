'use client'

import { useSyncExternalStore } from 'react'

/** The secret of the link this page was opened with: what follows `#`. Undefined until the browser has the page. */
export function useLinkSecret(): string | undefined {
  return useSyncExternalStore(
    subscribe,
    () => location.hash.slice(1),
    () => undefined,
  )
}

function subscribe(changed: () => void) {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

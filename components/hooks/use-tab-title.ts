'use client'

import { useEffect } from 'react'

/** Shows a state in the browser's tab; the page's own title comes back when there is none. */
export function useTabTitle(title: string | undefined) {
  useEffect(() => {
    if (title === undefined) return
    const before = document.title
    document.title = title
    return () => {
      document.title = before
    }
  }, [title])
}

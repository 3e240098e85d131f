'use client'

import { useEffect } from 'react'

/** Shows a state in the browser's tab; the page's own title comes back when there is none. */
export function useTabTitle(title: string | undefined) {
  useEffect(() => {
    if (title === undefined) return
    let own = document.title
    const show = () => {
      if (document.title === title) return
      own = document.title
      document.title = title
    }
    show()
    // The page's own title may stream in after this.
    const observer = new MutationObserver(show)
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => {
      observer.disconnect()
      document.title = own
    }
  }, [title])
}

'use client'

import { useSyncExternalStore } from 'react'
import { type Look, type Looks, readLook, USUAL, writeLook } from '../studio/looks/look'

const KEY = 'drawbridge-look'

/** Where the browser keeps nothing for this page, a choice lasts as long as the page. */
let here = ''
const listeners = new Set<() => void>()

/**
 * The look that was chosen last in this browser, in any of its tabs; `alive` once it can be chosen. The server's page shows
 * the usual one, so that the browser's first is the same.
 */
export function useLook(looks: Looks | undefined) {
  const kept = useSyncExternalStore(listen, read, () => undefined)
  return {
    look: looks && kept !== undefined ? readLook(looks, kept) : USUAL,
    alive: kept !== undefined,
    choose(look: Look) {
      here = writeLook(look)
      try {
        localStorage.setItem(KEY, here)
      } catch {
        // Storage is full or forbidden: `here` has it.
      }
      for (const tell of listeners) tell()
    },
  }
}

function read(): string {
  try {
    return localStorage.getItem(KEY) ?? here
  } catch {
    return here
  }
}

function listen(tell: () => void) {
  listeners.add(tell)
  window.addEventListener('storage', tell)
  return () => {
    listeners.delete(tell)
    window.removeEventListener('storage', tell)
  }
}

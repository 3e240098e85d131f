'use client'

import { useState } from 'react'

/**
 * For what comes by itself and pushes or covers others: it is `let in` once the mouse is off them, so that nothing moves under
 * the pointer. Spread `watch` on the others. What is there stays until it is unwanted.
 */
export function useUnmoved(wanted: boolean) {
  const [over, setOver] = useState(false)
  const [there, setThere] = useState(false)
  if (wanted !== there && !(wanted && over)) setThere(wanted)
  return {
    letIn: wanted && there,
    watch: {
      onPointerEnter: ({ pointerType }: { pointerType: string }) => setOver(pointerType === 'mouse'),
      onPointerLeave: () => setOver(false),
    },
  }
}

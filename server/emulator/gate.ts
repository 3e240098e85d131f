/** Holds drawings back so that a test can let them go one by one, oldest first. Open at the start. */
export function createGate() {
  let closed = false
  let credits = 0
  let waiting: (() => void)[] = []

  function release(count: number) {
    const going = waiting.slice(0, count)
    waiting = waiting.slice(going.length)
    // A release that comes before its call does is kept for it, so that tests need not wait for arrival.
    if (closed) credits += count - going.length
    for (const go of going) go()
  }

  return {
    hold() {
      closed = true
    },
    release,
    open() {
      closed = false
      credits = 0
      release(waiting.length)
    },
    held: () => waiting.length,
    /** Resolves when the gate lets this one through, or at once when `signal` aborts. */
    pass(signal: AbortSignal): Promise<void> {
      if (!closed) return Promise.resolve()
      if (credits > 0) {
        credits--
        return Promise.resolve()
      }
      return new Promise((resolve) => {
        const go = () => {
          waiting = waiting.filter((other) => other !== go)
          signal.removeEventListener('abort', go)
          resolve()
        }
        waiting.push(go)
        signal.addEventListener('abort', go)
      })
    },
  }
}

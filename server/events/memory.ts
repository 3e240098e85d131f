import type { Events, Topic } from './types.ts'

export type MemoryEvents = Events & {
  /** How many listeners wait, each counted once for every topic it listens to. */
  listenerCount(): number
}

type Subscription = { listener: () => void }

/**
 * Events inside this process: `publish` has called every listener when it returns. One that throws disturbs neither the
 * others nor the publisher; `onError` is told. A listener added during a publish hears the next one.
 */
export function createMemoryEvents(onError: (error: unknown, topic: Topic) => void = () => {}): MemoryEvents {
  const topics = new Map<Topic, Set<Subscription>>()

  const publish = (topic: Topic) => {
    const subscriptions = topics.get(topic)
    if (!subscriptions) return
    for (const subscription of [...subscriptions]) {
      if (!subscriptions.has(subscription)) continue
      try {
        subscription.listener()
      } catch (error) {
        onError(error, topic)
      }
    }
  }

  const subscribe = (wanted: readonly Topic[], listener: () => void) => {
    const subscription = { listener }
    for (const topic of wanted) {
      const subscriptions = topics.get(topic) ?? new Set()
      topics.set(topic, subscriptions.add(subscription))
    }
    return () => {
      for (const topic of wanted) {
        const subscriptions = topics.get(topic)
        subscriptions?.delete(subscription)
        if (subscriptions?.size === 0) topics.delete(topic)
      }
    }
  }

  const listenerCount = () => [...topics.values()].reduce((sum, { size }) => sum + size, 0)

  return { publish, subscribe, listenerCount }
}

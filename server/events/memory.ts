import type { Events, Interest, Topic } from './types.ts'

export type MemoryEvents = Events & {
  /** How many listeners wait, each counted once for every topic it listens to. */
  listenerCount(): number
}

type Subscription = { listener: (topic: Topic) => void }

/**
 * Events inside this process: `publish` has called every listener when it returns. One that throws disturbs neither the
 * others nor the publisher; `onError` is told. A listener added during a publish hears the next one.
 */
export function createMemoryEvents(onError: (error: unknown, topic: Topic) => void = () => {}): MemoryEvents {
  const topics = new Map<Interest, Set<Subscription>>()

  const publish = (topic: Topic) => {
    tell(topics.get(topic), topic)
    if (topic.startsWith('picture:')) tell(topics.get('picture:*'), topic)
  }

  const tell = (subscriptions: Set<Subscription> | undefined, topic: Topic) => {
    if (!subscriptions) return
    for (const subscription of [...subscriptions]) {
      if (!subscriptions.has(subscription)) continue
      try {
        subscription.listener(topic)
      } catch (error) {
        onError(error, topic)
      }
    }
  }

  const subscribe = (wanted: readonly Interest[], listener: (topic: Topic) => void) => {
    const subscription = { listener }
    for (const interest of wanted) {
      const subscriptions = topics.get(interest) ?? new Set()
      topics.set(interest, subscriptions.add(subscription))
    }
    return () => {
      for (const interest of wanted) {
        const subscriptions = topics.get(interest)
        subscriptions?.delete(subscription)
        if (subscriptions?.size === 0) topics.delete(interest)
      }
    }
  }

  const listenerCount = () => [...topics.values()].reduce((sum, { size }) => sum + size, 0)

  return { publish, subscribe, listenerCount }
}

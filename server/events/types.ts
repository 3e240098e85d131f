/**
 * Something changed; look again. Events carry no state, so a watcher that missed one loses nothing: it takes a
 * fresh snapshot. `picture:<id>` is one picture's row; `queue` is every waiting picture's place.
 */
export type Topic = `picture:${string}` | 'queue'

/** What a listener wants to hear: a topic, or those of all pictures. */
export type Interest = Topic | 'picture:*'

export interface Events {
  publish(topic: Topic): void
  /** Calls `listener` with the topic after each publish to one that it wants, until the returned function is called. */
  subscribe(wanted: readonly Interest[], listener: (topic: Topic) => void): () => void
}

/**
 * Something changed; look again. Events carry no state, so a watcher that missed one loses nothing: it takes a
 * fresh snapshot. `picture:<id>` is one picture's row; `queue` is every waiting picture's place.
 */
export type Topic = `picture:${string}` | 'queue'

export interface Events {
  publish(topic: Topic): void
  /** Calls `listener` after each publish to any of `topics` until the returned function is called. */
  subscribe(topics: readonly Topic[], listener: () => void): () => void
}

/** How this process hears that others changed accounts or tokens, and tells them of its own changes. */
export type Changes = {
  /**
   * Another number than before: somebody else has changed something, so whatever is remembered may be stale. Undefined:
   * nobody can tell at the moment, so nothing may be remembered.
   */
  version(): number | undefined
  /** Tells every other process that something was changed here. Waits for nothing and never throws. */
  announce(): void
  close(): Promise<void>
}

/** The folder of the bundled server. */
export const BUNDLE: string
/** Whether the pages were built from the very files that are here now. */
export function pagesAreBuilt(): boolean
/** Writes down that they were. */
export function notePages(): void
/** Whether the server was bundled from the very files that are here now. */
export function serverIsBundled(): boolean
/** Writes down that it was, and from which files. */
export function noteBundle(from: readonly string[]): void

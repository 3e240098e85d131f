/** Pictures asked for at a time. */
export const PAGE_SIZE = 24

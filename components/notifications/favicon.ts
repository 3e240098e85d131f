export type TabState = 'waiting' | 'ready' | 'failed'

/** Over the icon's corner: a ring while it waits, a green disc, a red one with a bar. Told apart without colours, too. */
const MARKS: Record<TabState, string> = {
  waiting: '<circle cx="23" cy="23" r="6" fill="#13222a" stroke="#f2b632" stroke-width="4"/>',
  ready:
    '<circle cx="23" cy="23" r="8" fill="#2f9e63"/><path d="m19 23 3 3 5-6" fill="none" stroke="#fff" stroke-width="2.4"/>',
  failed: '<circle cx="23" cy="23" r="8" fill="#d23f2f"/><path d="M19 23h8" stroke="#fff" stroke-width="2.8"/>',
}

/** The icon of app/icon.svg with a mark for how a picture stands, as the address of an image. */
export const faviconFor = (state: TabState) => `data:image/svg+xml,${encodeURIComponent(svgWith(MARKS[state]))}`

const svgWith = (mark: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#13222a"/><g fill="none" stroke="#eef3f5"><path d="M7 27V9M25 27V9" stroke-width="3"/><path d="M25 22 9.5 13.5" stroke-width="3"/><path d="M3 27h26" stroke-width="1.6"/></g>${mark}</svg>`

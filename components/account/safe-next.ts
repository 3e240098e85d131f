/** Stands for whatever address the site has; a path that leads away from it leads off the site. */
const HERE = 'http://here.invalid'
const HOME = '/'

/** Pages one does not come back to, and addresses that are no pages. */
const NO_DESTINATIONS = ['/sign-in', '/sign-up', '/forgot-password', '/reset-password', '/account/', '/api/']

/**
 * Where to go after signing in: `?next=` if it is a path of a page on this site, else the studio. Anything that a browser
 * would read as another site (`//x`, `/\x`, `/.//x`, a tab inside, a scheme) is the studio.
 */
export function safeNext(given: string | string[] | undefined): string {
  if (typeof given !== 'string' || !given.startsWith('/')) return HOME
  const path = pathHere(given)
  // A path that was cleaned up may only now begin like another site: read once more, it must stay what it is.
  if (path === undefined || pathHere(path) !== path) return HOME
  return NO_DESTINATIONS.some((start) => path.startsWith(start)) ? HOME : path
}

function pathHere(path: string): string | undefined {
  if (!URL.canParse(path, HERE)) return undefined
  const { origin, pathname, search, hash } = new URL(path, HERE)
  return origin === HERE ? pathname + search + hash : undefined
}

/** The address of a sign-in page that leads on to `next`. */
export function withNext(page: '/sign-in' | '/sign-up', next: string): string {
  return next === HOME ? page : `${page}?${new URLSearchParams({ next })}`
}

import type { RestApp } from './app.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** The methods a path is answered with; empty for a path there is nothing at. */
export function allowedMethods(app: Pick<RestApp, 'routes'>, path: string): string[] {
  const found = METHODS.filter((method) =>
    app.routes.some((route) => route.method === method && matches(route.path, path)),
  )
  if (found.length === 0) return []
  return [...found.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS']
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const given = path.split('/')
  return (
    wanted.length === given.length &&
    wanted.every((part, i) => (part.startsWith(':') ? given[i] !== '' : part === given[i]))
  )
}

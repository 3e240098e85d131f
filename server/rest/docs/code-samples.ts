export type CodeSample = { lang: 'Shell' | 'JavaScript' | 'Python'; label: string; source: string }

/** Stands for the service's own address until the document is served. */
export const BASE = 'https://draw.example'

type Request = {
  method?: 'GET' | 'POST' | 'DELETE'
  path: string
  headers?: Record<string, string>
  body?: object
  /** What the JavaScript and Python examples show of `answer`. */
  show?: { js: string; python: string }
}

/** The same request in three languages, each with nothing but what comes with it. A test runs them all. */
export function samplesOf(request: Request): CodeSample[] {
  return [
    { lang: 'Shell', label: 'curl', source: curl(request) },
    { lang: 'JavaScript', label: 'JavaScript', source: javascript(request) },
    { lang: 'Python', label: 'Python', source: python(request) },
  ]
}

function curl({ method = 'GET', path, headers = {}, body }: Request): string {
  const lines = [`curl -sS ${method === 'DELETE' ? '-X DELETE ' : ''}'${BASE}/api/v1${path}'`]
  const all = { ...(body && { 'Content-Type': 'application/json' }), ...headers }
  for (const [name, value] of Object.entries(all)) lines.push(`-H '${name}: ${value}'`)
  if (body) lines.push(`-d '${JSON.stringify(body)}'`)
  return lines.join(' \\\n  ')
}

function javascript({ method = 'GET', path, headers = {}, body, show }: Request): string {
  const all = { ...(body && { 'Content-Type': 'application/json' }), ...headers }
  const init = [
    ...(method === 'GET' ? [] : [`  method: '${method}',`]),
    ...(Object.keys(all).length === 0 ? [] : [`  headers: ${literal(all)},`]),
    ...(body ? [`  body: JSON.stringify(${literal(body)}),`] : []),
  ]
  const options = init.length === 0 ? '' : `, {\n${init.join('\n')}\n}`
  const lines = [`const response = await fetch('${BASE}/api/v1${path}'${options})`]
  if (method === 'DELETE') return [...lines, 'console.log(response.status)'].join('\n')
  return [
    ...lines,
    'const answer = await response.json()',
    `console.log(response.status, ${show?.js ?? 'answer'})`,
  ].join('\n')
}

function python({ method = 'GET', path, headers = {}, body, show }: Request): string {
  const all = { ...(body && { 'Content-Type': 'application/json' }), ...headers }
  const options = [
    ...(method === 'GET' ? [] : [`    method="${method}",`]),
    ...(Object.keys(all).length === 0 ? [] : [`    headers=${JSON.stringify(all)},`]),
    ...(body ? [`    data=json.dumps(${JSON.stringify(body)}).encode(),`] : []),
  ]
  const imports = method === 'DELETE' ? 'import urllib.request' : 'import json\nimport urllib.request'
  const request = `request = urllib.request.Request(\n    "${BASE}/api/v1${path}",\n${options.map((line) => `${line}\n`).join('')})`
  const read =
    method === 'DELETE'
      ? '    print(response.status)'
      : `    answer = json.load(response)\n    print(response.status, ${show?.python ?? 'answer'})`
  return `${imports}\n\n${request}\nwith urllib.request.urlopen(request) as response:\n${read}`
}

/** JSON as JavaScript people write it. */
const literal = (value: object) =>
  JSON.stringify(value)
    .replaceAll(/"([A-Za-z_]+)":/g, '$1: ')
    .replaceAll(/"([\w-]+)":/g, "'$1': ")
    .replaceAll('"', "'")
    .replaceAll("','", "', '")
    .replaceAll(/,(?=[\w'])/g, ', ')
    .replace(/^\{/, '{ ')
    .replace(/\}$/, ' }')

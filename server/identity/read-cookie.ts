const SEMICOLON = 59
const SPACE = 32

/** The value of one cookie in a Cookie header, as sent (not decoded); without parsing the others. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (!header) return undefined
  const wanted = `${name}=`
  for (let at = header.indexOf(wanted); at !== -1; at = header.indexOf(wanted, at + wanted.length)) {
    let before = at - 1
    while (header.charCodeAt(before) === SPACE) before--
    if (before >= 0 && header.charCodeAt(before) !== SEMICOLON) continue
    const end = header.indexOf(';', at)
    return header.slice(at + wanted.length, end === -1 ? undefined : end).trim()
  }
  return undefined
}

const LONGEST_NAME = 100
/** Controls, formatting (text direction among it), lone surrogates, line breaks, and what some system reads as a path. */
const NEVER_IN_A_FILE_NAME = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu

/**
 * A Content-Disposition that saves under `wanted`, made safe as a file name, with `.extension`; `fallback` when nothing
 * of it is left. Plain ASCII for old clients and the real name in UTF-8 beside it (RFC 6266, RFC 8187).
 */
export function attachmentNamed(wanted: string, extension: string, fallback = 'picture'): string {
  const safe = wanted
    .normalize('NFC')
    .replace(NEVER_IN_A_FILE_NAME, ' ')
    .replace(new RegExp(`\\.${extension}\\s*$`, 'i'), '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const name = `${[...safe].slice(0, LONGEST_NAME).join('').trimEnd() || fallback}.${extension}`
  const ascii = name.replace(/[^\x20-\x7e]+/g, '_').replace(/[%']/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

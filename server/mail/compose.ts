import type { Mail } from './types.ts'

export type Contents = {
  subject: string
  /** What is said before the link, a paragraph each. */
  paragraphs: readonly string[]
  link?: { url: string; label: string } | undefined
  /** What is said below it, smaller. */
  footnotes: readonly string[]
}

/** The same contents as plain text and as HTML without pictures, scripts or anything that is fetched. */
export function composeMail(to: string, { subject, paragraphs, link, footnotes }: Contents): Mail {
  const text = [...paragraphs, ...(link ? [link.url] : []), ...footnotes].join('\n\n')
  const button =
    link &&
    `<p style="margin:24px 0"><a href="${escapeHtml(link.url)}" style="background:#17242b;color:#ffffff;padding:12px 20px;border-radius:6px;font-weight:600;text-decoration:none;display:inline-block">${escapeHtml(link.label)}</a></p>`
  const html = [
    '<!doctype html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>',
    '<body style="font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;max-width:34em;margin:0 auto;padding:24px">',
    ...paragraphs.map((said) => `<p>${escapeHtml(said)}</p>`),
    button ?? '',
    ...footnotes.map((said) => `<p style="font-size:14px;opacity:.75">${escapeHtml(said)}</p>`),
    '</body></html>',
  ].join('\n')
  return { to, subject, text: `${text}\n`, html }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)

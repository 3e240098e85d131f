export type Align = 'left' | 'right'
export type Column = { title: string; align: Align }

/** A Markdown table whose source lines up too, so that it reads well in a terminal and in a document. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, i) => Math.max(3, title.length, ...rows.map((row) => (row[i] ?? '').length)))
  const line = (cells: readonly string[]) =>
    `| ${columns.map(({ align }, i) => pad(cells[i] ?? '', widths[i] ?? 0, align)).join(' | ')} |`
  const rule = columns.map(({ align }, i) => {
    const dashes = '-'.repeat((widths[i] ?? 3) - 1)
    return align === 'right' ? `${dashes}:` : `-${dashes}`
  })
  return [line(columns.map(({ title }) => title)), line(rule), ...rows.map(line)].join('\n')
}

const pad = (text: string, width: number, align: Align) =>
  align === 'right' ? text.padStart(width) : text.padEnd(width)

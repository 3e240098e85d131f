import type { ReactNode } from 'react'

type LedgerRow = { key: string; name: ReactNode; hint?: ReactNode; cells: ReactNode[] }

type Props = {
  /** The id of the heading that names the table. */
  labelledBy: string
  head: ReactNode
  columns: { key: string; name: ReactNode; hint?: ReactNode }[]
  rows: LedgerRow[]
}

/** A table of few columns that reads well at 360 px: names at the left, figures under their heads. */
export function Ledger({ labelledBy, head, columns, rows }: Props) {
  const many = columns.length > 2
  return (
    <table aria-labelledby={labelledBy} className="w-full border-collapse text-left">
      <thead>
        <tr className="border-b border-ink align-bottom">
          <th scope="col" className="py-2 pr-3 text-sm font-medium text-muted">
            {head}
          </th>
          {columns.map(({ key, name, hint }) => (
            <th key={key} scope="col" className={`py-2 pr-3 align-bottom ${many ? 'w-[19%]' : 'w-[27%]'}`}>
              <span className={`sign block ${many ? 'whitespace-nowrap sm:text-lg' : 'text-lg'}`}>{name}</span>
              {hint && <span className="block text-sm leading-snug font-normal text-muted">{hint}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, hint, cells }) => (
          <tr key={key} className="border-b border-rule align-top">
            <th scope="row" className="py-3 pr-3 font-medium">
              {name}
              {hint && <span className="block text-sm font-normal text-muted">{hint}</span>}
            </th>
            {cells.map((cell, index) => (
              <td key={columns[index]?.key} className="figures py-3 pr-3">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

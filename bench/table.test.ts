import { expect, it } from 'vitest'
import { renderTable } from './table.ts'

it('a table is Markdown, and its source lines up', () => {
  const columns = [
    { title: 'case', align: 'left' },
    { title: 'req/s', align: 'right' },
  ] as const
  const table = renderTable(columns, [
    ['a no-op', '5,000'],
    ['b', '12'],
  ])
  expect(table.split('\n')).toEqual([
    '| case    | req/s |',
    '| ------- | ----: |',
    '| a no-op | 5,000 |',
    '| b       |    12 |',
  ])
})

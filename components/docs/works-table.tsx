import { translator } from '../i18n/translator'
import credits from './credits.json'
import { Ledger } from './ledger'

/** Pictures, words, fonts and icons by others. */
export async function WorksTable({ labelledBy }: { labelledBy: string }) {
  const t = await translator()
  return (
    <Ledger
      labelledBy={labelledBy}
      head={t('creditsPage.work')}
      columns={[{ key: 'licence', name: t('creditsPage.licence') }]}
      rows={credits.works.map(({ what, by, licence }) => ({ key: what, name: what, hint: by, cells: [licence] }))}
    />
  )
}

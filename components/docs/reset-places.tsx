import { createFormatter } from 'use-intl/core'
import { readLocale } from '../i18n/read-locale'
import { translator } from '../i18n/translator'
import { Ledger } from './ledger'

const PLACES = [
  { name: 'utc', timeZone: 'UTC' },
  { name: 'newYork', timeZone: 'America/New_York' },
  { name: 'saoPaulo', timeZone: 'America/Sao_Paulo' },
  { name: 'paris', timeZone: 'Europe/Paris' },
  { name: 'tokyo', timeZone: 'Asia/Tokyo' },
] as const

/** What a clock shows elsewhere when the next UTC day begins; `inSeconds` from now. Summer time is in it. */
export async function ResetPlaces({ inSeconds, labelledBy }: { inSeconds: number; labelledBy: string }) {
  const [t, locale] = await Promise.all([translator(), readLocale()])
  const begins = new Date(Math.round((Date.now() + inSeconds * 1_000) / 60_000) * 60_000)
  return (
    <Ledger
      labelledBy={labelledBy}
      head={t('limitsGuide.reset.place')}
      columns={[{ key: 'time', name: t('limitsGuide.reset.time') }]}
      rows={PLACES.map(({ name, timeZone }) => ({
        key: name,
        name: t(`limitsGuide.places.${name}`),
        cells: [createFormatter({ locale, timeZone }).dateTime(begins, { timeStyle: 'short' })],
      }))}
    />
  )
}

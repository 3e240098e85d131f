import type { TierTable } from '@/server/limits/public-tiers'
import { translator } from '../i18n/translator'

const REST = ['reset', 'free', 'back', 'told'] as const

/** The whole page in five sentences. */
export async function InShort({ tiers }: Pick<TierTable, 'tiers'>) {
  const t = await translator()
  const perDay = Object.fromEntries(tiers.map(({ tier, picturesPerDay }) => [tier, picturesPerDay]))
  return (
    <ul className="grid max-w-prose list-[square] gap-2 pl-5 text-lg marker:text-lamp">
      <li>{t('limitsGuide.short.day', { free: perDay.free ?? 0, premium: perDay.premium ?? 0 })}</li>
      {REST.map((sentence) => (
        <li key={sentence}>{t(`limitsGuide.short.${sentence}`)}</li>
      ))}
    </ul>
  )
}

import { translator } from '../i18n/translator'

const CASES = ['failed', 'moderation', 'cancelled', 'expired'] as const

/** When a picture that was counted is given back. */
export async function Refunds() {
  const t = await translator()
  return (
    <div className="grid max-w-prose gap-3">
      <p>{t('limitsPage.refundsIntro')}</p>
      <ul className="grid list-[square] gap-1 pl-5 marker:text-lamp">
        {CASES.map((name) => (
          <li key={name}>{t(`limitsPage.refunds.${name}`)}</li>
        ))}
      </ul>
      <p>{t('limitsPage.notRefunded')}</p>
    </div>
  )
}

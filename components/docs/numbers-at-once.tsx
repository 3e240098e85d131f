import type { ReactNode } from 'react'
import type { PublicNumbers } from '@/server/limits/numbers'
import { formatter } from '../i18n/formatter'
import { translator } from '../i18n/translator'

/** Hit ratio, calls saved and what is kept, to be read across a room. */
export async function NumbersAtOnce({ numbers: { hitRatio, callsSaved, cache } }: { numbers: PublicNumbers }) {
  const t = await translator()
  const format = await formatter()
  const size = { size: inMegabytes(cache.bytes), most: cache.maxBytes === null ? '' : inMegabytes(cache.maxBytes) }
  return (
    <dl className="grid gap-x-16 gap-y-6 sm:grid-cols-3">
      <Figure name={t('numbersPage.hitRatio')} hint={t('numbersPage.hitRatioHint')}>
        {hitRatio === null ? t('numbersPage.none') : format.number(hitRatio, { style: 'percent' })}
      </Figure>
      <Figure name={t('numbersPage.callsSaved')} hint={t('numbersPage.callsSavedHint')}>
        {format.number(callsSaved)}
      </Figure>
      <Figure
        name={t('numbersPage.kept')}
        hint={t(cache.maxBytes === null ? 'numbersPage.keptSize' : 'numbersPage.keptOf', size)}
      >
        {format.number(cache.pictures)}
      </Figure>
    </dl>
  )

  function inMegabytes(bytes: number): string {
    return format.number(bytes / 1_000_000, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 })
  }
}

function Figure({ name, hint, children }: { name: ReactNode; hint: ReactNode; children: ReactNode }) {
  return (
    <div className="grid content-start gap-1 border-t-2 border-ink pt-3">
      <dt className="font-medium">{name}</dt>
      <dd className="sign figures text-5xl">{children}</dd>
      <dd className="text-sm text-muted">{hint}</dd>
    </div>
  )
}

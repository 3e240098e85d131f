import type { CodeSample } from '@/server/rest/docs/code-samples'
import { translator } from '../i18n/translator'
import { ApiSamples } from './api-samples'
import { ApiWords } from './api-words'

const RULES = ['look', 'sleep', 'waiting', 'key', 'follow', 'refused', 'day'] as const

/** How to write a client that is not refused, as rules and as programs. */
export async function PatientClient({ samples }: { samples: CodeSample[] }) {
  const t = await translator()
  return (
    <>
      <p>{t('limitsGuide.patient.intro')}</p>
      <ol className="grid max-w-prose list-decimal gap-2 pl-6 marker:font-semibold marker:text-lamp-ink">
        {RULES.map((rule) => (
          <li key={rule} className="pl-1">
            <ApiWords text={t(`limitsGuide.patient.rules.${rule}`)} />
          </li>
        ))}
      </ol>
      <ApiSamples name="patient" samples={samples} />
      <p>{t('limitsGuide.patient.tested')}</p>
      <p>
        <ApiWords text={t('limitsGuide.patient.openai')} />
      </p>
    </>
  )
}

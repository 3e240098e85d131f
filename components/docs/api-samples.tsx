import type { CodeSample } from '@/server/rest/docs/code-samples'
import { translator } from '../i18n/translator'
import { ApiCode } from './api-code'

type Props = { name: string; samples: CodeSample[] }

/** The same in each language, one of them open; without a script. */
export async function ApiSamples({ name, samples }: Props) {
  const t = await translator()
  return (
    <div className="grid min-w-0 gap-1">
      {samples.map(({ label, source }, index) => (
        <details key={label} name={`examples ${name}`} open={index === 0} className="min-w-0">
          <summary className="min-h-11 content-center py-2 font-medium">{label}</summary>
          <ApiCode label={t('apiPage.code', { language: label })} source={source} />
        </details>
      ))}
    </div>
  )
}

import type { Reference } from '@/server/rest/docs/read-reference'
import { translator } from '../i18n/translator'
import { ApiCode } from './api-code'
import { ApiFields } from './api-fields'
import { ApiWords } from './api-words'

/** One kind of object that is answered. */
export async function ApiShape({ shape }: { shape: Reference['shapes'][number] }) {
  const t = await translator()
  const { name, description, fields, example } = shape
  return (
    <article aria-labelledby={name} className="mb-10 grid min-w-0 content-start gap-2 border-t border-ink pt-3">
      <h3 id={name} className="font-mono text-lg font-semibold">
        {name}
      </h3>
      <p lang="en" className="max-w-prose">
        <ApiWords text={description} />
      </p>
      <ApiFields labelledBy={name} fields={fields} lang="en" />
      {example && (
        <details className="min-w-0">
          <summary className="min-h-11 content-center py-2 font-medium">{t('apiPage.example')}</summary>
          <ApiCode label={`${name}: ${t('apiPage.example')}`} source={example} />
        </details>
      )}
    </article>
  )
}

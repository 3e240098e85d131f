import type { ReactNode } from 'react'
import type { Operation } from '@/server/rest/docs/read-reference'
import { translator } from '../i18n/translator'
import { ApiFields } from './api-fields'
import { ApiSamples } from './api-samples'
import { ApiWords } from './api-words'

/** One endpoint: what it does, takes and answers, and how to ask it. */
export async function ApiOperation({ operation }: { operation: Operation }) {
  const t = await translator()
  const { id, method, path, summary, description, parameters, body, answers, samples } = operation
  const required = t('apiPage.required')
  return (
    <article aria-labelledby={id} className="grid gap-x-12 gap-y-6 border-t-2 border-ink pt-4 lg:grid-cols-2">
      <header lang="en" className="grid content-start gap-2 lg:col-span-2">
        <h3 id={id} className="sign scroll-mt-4 text-xl">
          {summary}
        </h3>
        <p className="font-mono text-sm font-semibold [overflow-wrap:anywhere]">
          {method} {path}
        </p>
        <p className="max-w-prose">
          <ApiWords text={description} />
        </p>
      </header>
      <div className="grid min-w-0 content-start gap-6">
        {parameters.length > 0 && (
          <Part id={`${id}-parameters`} title={t('apiPage.parameters')}>
            <ApiFields labelledBy={`${id}-parameters`} fields={parameters} required={required} lang="en" />
          </Part>
        )}
        {body.length > 0 && (
          <Part id={`${id}-body`} title={t('apiPage.body')}>
            <ApiFields labelledBy={`${id}-body`} fields={body} required={required} lang="en" />
          </Part>
        )}
        <Part id={`${id}-answers`} title={t('apiPage.answers')}>
          <ApiFields
            labelledBy={`${id}-answers`}
            lang="en"
            fields={answers.map(({ status, ...answer }) => ({ name: status, required: false, ...answer }))}
          />
        </Part>
      </div>
      {samples.length > 0 && (
        <Part id={`${id}-examples`} title={t('apiPage.examples')}>
          <ApiSamples name={id} samples={samples} />
        </Part>
      )}
    </article>
  )
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start gap-1">
      <h4 id={id} className="font-semibold">
        {title}
      </h4>
      {children}
    </div>
  )
}

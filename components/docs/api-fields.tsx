import type { Field } from '@/server/rest/docs/schema-words'
import { ApiWords } from './api-words'

/** `required`: what is said of a field that must be sent; nothing is said where fields are only read. */
type Props = { labelledBy: string; fields: Field[]; required?: string; lang?: string }

/** Names at the left, what they may be and mean beside them; one under the other on a phone. */
export function ApiFields({ labelledBy, fields, required, lang }: Props) {
  return (
    <dl aria-labelledby={labelledBy} lang={lang} className="grid">
      {fields.map((field) => (
        <div
          key={field.name}
          className="grid gap-x-6 gap-y-0.5 border-t border-rule py-2 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]"
        >
          <dt>
            <code className="font-mono text-sm font-semibold [overflow-wrap:anywhere]">{field.name}</code>
            {field.required && required && <span className="ml-2 text-sm text-lamp-ink">{required}</span>}
          </dt>
          <dd className="min-w-0">
            {field.type && <span className="block text-sm text-muted [overflow-wrap:anywhere]">{field.type}</span>}
            {field.description && <ApiWords text={field.description} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}

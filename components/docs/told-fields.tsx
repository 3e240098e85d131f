import type { LimitsGuide } from '@/server/limits/guide'
import { translator } from '../i18n/translator'
import { ApiFields } from './api-fields'

/** What each header of an answer means. */
export async function HeaderFields({ headers, labelledBy }: Pick<LimitsGuide, 'headers'> & { labelledBy: string }) {
  const t = await translator()
  const fields = headers.map(({ name, example }) => ({
    ...{ name, type: example, required: false },
    description: t(`limitsGuide.headers.${name}`),
  }))
  return <ApiFields labelledBy={labelledBy} fields={fields} />
}

/** What each field of a refusal means. */
export async function RefusalFields({ fields, labelledBy }: Pick<LimitsGuide, 'fields'> & { labelledBy: string }) {
  const t = await translator()
  const explained = fields.map((name) => ({
    ...{ name, type: '', required: false },
    description: t(`limitsGuide.fields.${name}`),
  }))
  return <ApiFields labelledBy={labelledBy} fields={explained} />
}

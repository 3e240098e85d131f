/** A field of an object or a parameter, for a reader. */
export type Field = { name: string; type: string; required: boolean; description: string }

/** The part of JSON Schema that the document is written in. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  minimum?: number
  maximum?: number
  items?: Schema
  anyOf?: Schema[]
  allOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  description?: string
  examples?: unknown[]
}

/** What a value may be, in a few words: `Picture`, `"url" or "b64_json"`, `integer, 1 to 10`. */
export function typeOf(schema: Schema): string {
  const { $ref, enum: values, items, anyOf, oneOf, allOf, type, format } = schema
  if ($ref) return $ref.slice($ref.lastIndexOf('/') + 1)
  if (values) return values.map((value) => JSON.stringify(value)).join(' or ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const choices = anyOf ?? oneOf
  if (choices)
    return choices
      .map(typeOf)
      .filter((name) => name !== 'null')
      .join(' or ')
  if (allOf) return allOf.map(typeOf).filter(Boolean).join(', ')
  if (items) return `list of ${typeOf(items)}`
  const plain = (Array.isArray(type) ? type : [type ?? '']).filter((name) => name !== 'null').join(' or ')
  return (format === 'uri' ? 'address' : format === 'date-time' ? 'date and time' : plain) + rangeOf(schema)
}

function rangeOf({ minimum, maximum }: Schema): string {
  if (minimum === undefined && maximum === undefined) return ''
  if (maximum === undefined || maximum === Number.MAX_SAFE_INTEGER)
    return minimum === undefined ? '' : `, from ${minimum}`
  return minimum === undefined ? `, up to ${maximum}` : `, ${minimum} to ${maximum}`
}

/** A field as the schema tells it: the first paragraph of its description, and its default. */
export function toField(name: string, schema: Schema, required: boolean): Field {
  const described = [schema, ...(schema.allOf ?? [])].map(({ description = '' }) => description).find(Boolean) ?? ''
  const [first = ''] = described.split('\n')
  const unset = schema.default === undefined ? '' : ` \`${String(schema.default)}\` if left out.`
  return { name, type: typeOf(schema), required, description: `${first}${unset}`.trim() }
}

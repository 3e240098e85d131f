import type { Random } from '../queue/random.ts'
import { pick, TEXTS, VALUES } from './hostile.ts'

/** As much of JSON Schema as inputs are described with. */
export type JsonSchema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  required?: string[]
}

/** A value the schema's types allow; its texts are harmless and mean nothing. */
export function sampleOf(schema: JsonSchema): unknown {
  const one = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (one) return sampleOf(one)
  if (schema.enum) return schema.enum[0]
  const [type] = [schema.type].flat()
  if (type === 'object') {
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, sampleOf(inner)]))
  }
  if (type === 'array') return [sampleOf(schema.items ?? {})]
  if (type === 'string') return 'a boat on a lake'
  if (type === 'number' || type === 'integer') return 1
  return type === 'boolean' ? false : null
}

/** JSON text that the schema certainly refuses, whatever else is in the input; undefined where it takes anything. */
function wrongFor(random: Random, schema: JsonSchema): string | undefined {
  const types = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(({ type, enum: values }) =>
    values ? ['string'] : [type].flat(),
  )
  const wrong = { string: '{"a":[]}', object: '"no object"', array: '7', boolean: '"yes"', number: '{}', integer: '[]' }
  const fit = Object.entries(wrong).filter(([type]) => types.includes(type))
  if (fit.length !== 1) return undefined
  return fit[0]?.[0] === 'string' ? pick(random, ['{"a":[]}', '[]', '12', 'true', '{"__proto__":"x"}']) : fit[0]?.[1]
}

/** Words nobody draws. */
const NO_WORDS = ['\ud800', 'a boat \udfff', '', ' \u0000 ', 'x'.repeat(5_000), '💥'.repeat(400), '\u200d\u0301']

/**
 * JSON text of an input with something wrong in it. With `certainly`, it is refused by what the schema says: nothing that
 * costs can come of it. Without, it may be taken all the same.
 */
export function spoiltInput(random: Random, schema: JsonSchema, certainly: boolean): string {
  const sample = sampleOf(schema)
  if (typeof sample !== 'object' || sample === null || random.next() < 0.15) return pick(random, VALUES)
  const input = new Map<string, string>(Object.entries(sample).map(([name, value]) => [name, JSON.stringify(value)]))
  const names = [...input.keys()]
  const name = names[random.whole(0, names.length - 1)] ?? 'a'
  const how = random.whole(0, 5)
  if (how === 0) input.delete(name)
  if (how === 1) input.set(name, pick(random, VALUES))
  if (how === 2) input.set(pick(random, ['__proto__', 'constructor', 'prototype', '']), pick(random, VALUES))
  if (how === 3) input.set(name, JSON.stringify(pick(random, TEXTS)))
  if (how === 4) for (let i = 0; i < 2_000; i++) input.set(`key ${i}`, '1')
  if (how === 5) return `[${writeObject(input)}]`
  if (certainly) spoilForSure(random, schema, input)
  return writeObject(input)
}

function spoilForSure(random: Random, schema: JsonSchema, input: Map<string, string>) {
  const wrong = Object.entries(schema.properties ?? {}).flatMap(([name, inner]): [string, string][] => {
    const text = wrongFor(random, inner)
    return text === undefined ? [] : [[name, text]]
  })
  const words = ['words', 'prompt'].find((name) => schema.properties?.[name])
  const choice = wrong[random.whole(0, wrong.length - 1)]
  if (words && (!choice || random.next() < 0.4)) input.set(words, JSON.stringify(pick(random, NO_WORDS)))
  else if (choice) input.set(...choice)
}

const writeObject = (input: ReadonlyMap<string, string>) =>
  `{${[...input].map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`

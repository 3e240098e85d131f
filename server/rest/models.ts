import { AppError } from '../errors.ts'
import { DEFAULT_LOOK, sizeName } from '../pictures/look.ts'
import type { Services } from '../services.ts'

/** Names that clients of OpenAI's API send without being told: all mean the one model there is. */
const OTHER_NAMES = /^(drawbridge|dall-e-\d|(chatgpt-|gpt-)image[\w.-]*)$/i
/** Clients of these expect the bytes themselves unless they say otherwise. */
const BYTES_BY_DEFAULT = /^(chatgpt-|gpt-)image/i

export const wantsBytes = (model: string | null | undefined) => BYTES_BY_DEFAULT.test(model ?? '')

/** The model as OpenAI's clients list it. */
export function describeModel({ upstream }: Pick<Services, 'upstream'>) {
  const { model: id, looks } = upstream
  const sizes = (looks?.sizes ?? [DEFAULT_LOOK]).map(sizeName)
  const styles = [...(looks?.styles ?? [DEFAULT_LOOK.style])]
  return { id, object: 'model' as const, created: 0, owned_by: 'drawbridge', sizes, styles }
}

/** Throws AppError `not-found/input` for a model there is not. */
export function requireModel({ upstream }: Pick<Services, 'upstream'>, model: string) {
  if (model === upstream.model || OTHER_NAMES.test(model)) return
  throw new AppError('not-found', 'input', `There is no such model: ${upstream.model} draws here.`, { field: 'model' })
}

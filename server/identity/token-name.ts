import { AppError } from '../errors.ts'

export const LONGEST_TOKEN_NAME = 60

/** A token's name as it is kept: trimmed, one form of each letter. Throws AppError `invalid/input` when nobody could read it. */
export function tokenName(text: string): string {
  const name = text.normalize('NFKC').trim()
  if (name !== '' && [...name].length <= LONGEST_TOKEN_NAME && !/\p{C}/u.test(name)) return name
  throw new AppError('invalid', 'input', `Name the token with 1 to ${LONGEST_TOKEN_NAME} printable characters.`, {
    field: 'name',
  })
}

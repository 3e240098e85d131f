import { AppError } from '../errors.ts'

const SHORTEST = 10
const LONGEST = 200
const FEWEST_DIFFERENT = 4

/** Those of ten characters and more that head every list of leaked passwords, in lower case. */
const MOST_COMMON = new Set(
  `0123456789 0987654321 1029384756 1111111111 123123123123 1234512345 123456123456 1234567890 12345678900 12345678910
  1234567890a 123456789a 123456789q 1234qwerasdf 147258369a 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 987654321a a123456789
  a1b2c3d4e5 abc1234567 abcd123456 abcd1234567 abcdefghij administrator admin12345 asdfghjkl1 asdfghjkl123 asdfghjkl;
  basketball changeme123 charlie123 chocolate1 drawbridge drawbridge1 drawbridge123 football123 iloveyou12 iloveyou123
  jennifer123 letmein123 liverpool1 liverpoolfc manchester manchester1 michael123 minecraft123 mypassword mypassword1
  p@ssw0rd123 p@ssword123 passw0rd123 password00 password01 password1! password10 password11 password12 password123
  password1234 password12345 password@123 passwordpassword princess123 q1w2e3r4t5 q1w2e3r4t5y6 qazwsxedc123 qazwsxedcrfv
  qwerty12345 qwerty123456 qwerty1234 qwertyqwerty qwertyuiop qwertyuiop1 qwertyuiop123 qwertyuiop[] secret12345
  starwars123 sunshine123 superman123 trustno1trustno1 welcome123 welcome1234 zaq12wsxcde3 zxcvbnm123 zxcvbnm1234`.split(
    /\s+/,
  ),
)

/**
 * Throws AppError `invalid/input` unless the password is 10 to 200 characters, not the email, not one of the most common,
 * and not a few characters repeated. Nothing else is asked of it, as NIST SP 800-63B section 3.1.1.2 advises.
 */
export function requireGoodPassword(password: string, email: string | null) {
  const plain = password.normalize('NFKC')
  const characters = [...plain]
  if (characters.length < SHORTEST) refuse(`Choose a password of at least ${SHORTEST} characters.`)
  if (characters.length > LONGEST) refuse(`Choose a password of at most ${LONGEST} characters.`)
  const lower = plain.trim().toLowerCase()
  if (lower === email) refuse('The password must not be the email address.')
  if (MOST_COMMON.has(lower) || new Set(characters).size < FEWEST_DIFFERENT) {
    refuse('This password is one of the first that are guessed: choose another.')
  }
}

function refuse(detail: string): never {
  throw new AppError('invalid', 'input', detail, { field: 'password' })
}

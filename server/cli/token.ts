import { Command, InvalidArgumentError, Option } from 'commander'
import { createToken } from '../identity/create-token.ts'
import { listTokens, type TokenView } from '../identity/list-tokens.ts'
import { revokeToken } from '../identity/revoke-token.ts'
import { asOperator, OPERATOR } from './operator.ts'

const LONGEST_DAYS = 36_500
const LONGEST_NAME = 100

const program = new Command('token').description('Premium API tokens: make, list and revoke them.')

program
  .command('create')
  .description('make a token and print it, once; it draws, signs in, and can be redeemed by one account')
  .requiredOption('--name <name>', 'who it is for', parseName)
  .addOption(new Option('--tier <tier>', 'what it gives').choices(['premium']).default('premium'))
  .option('--days <days>', 'how long, from now (default: without end)', parseDays)
  .action(({ name, days }: { name: string; days?: number }) =>
    asOperator(async (services) => {
      const { id, token, endsAt } = await createToken(services, OPERATOR, { name, days })
      console.log(token)
      console.error(
        `premium ${endsAt ? `until ${endsAt.toISOString()}` : 'without end'}, id ${id}; shown only this once`,
      )
    }),
  )

program
  .command('list')
  .description('all tokens, newest first, by their last four characters')
  .action(() =>
    asOperator(async (services) => {
      const tokens = await listTokens(services)
      if (tokens.length === 0) console.log('No tokens yet: npm run token -- create --name "newsroom"')
      else printTable(tokens.map(tokenRow))
    }),
  )

program
  .command('revoke')
  .description('kill a token at once; if nobody redeemed it, its premium ends too')
  .argument('<id>', 'as list shows it')
  .action((id: string) =>
    asOperator(async (services) => {
      const { name, last4 } = await revokeToken(services, OPERATOR, { id })
      console.log(`revoked ${name} (…${last4})`)
    }),
  )

await program.parseAsync()

function tokenRow({ id, name, last4, state, email, createdAt, expiresAt, lastUsedAt }: TokenView) {
  return {
    ID: id,
    NAME: name,
    TOKEN: `…${last4}`,
    STATE: state,
    ACCOUNT: email ?? '-',
    CREATED: day(createdAt),
    ENDS: expiresAt ? day(expiresAt) : 'never',
    'LAST USED': lastUsedAt ? day(lastUsedAt) : 'never',
  }
}

function day(at: Date) {
  return at.toISOString().slice(0, 10)
}

/** Columns as wide as their widest cell, two spaces apart. */
function printTable(rows: Record<string, string>[]) {
  const names = Object.keys(rows[0] ?? {})
  const lines = [Object.fromEntries(names.map((name) => [name, name])), ...rows]
  const widths = names.map((name) => Math.max(...lines.map((line) => [...(line[name] ?? '')].length)))
  for (const line of lines) {
    console.log(
      names
        .map((name, i) => (line[name] ?? '').padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
  }
}

function parseName(text: string): string {
  const name = text.normalize('NFKC').trim()
  if (name === '' || name.length > LONGEST_NAME || /\p{C}/u.test(name)) {
    throw new InvalidArgumentError(`Give 1 to ${LONGEST_NAME} printable characters.`)
  }
  return name
}

function parseDays(text: string): number {
  const days = Number(text)
  if (!/^\d+$/.test(text) || days < 1 || days > LONGEST_DAYS) {
    throw new InvalidArgumentError(`Give a whole number from 1 to ${LONGEST_DAYS}.`)
  }
  return days
}

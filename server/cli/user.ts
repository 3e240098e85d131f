import { Argument, Command } from 'commander'
import { createResetLink } from '../identity/create-reset-link.ts'
import { disableUser } from '../identity/disable-user.ts'
import { makeAdmin } from '../identity/make-admin.ts'
import { setTier } from '../identity/set-tier.ts'
import { asOperator, OPERATOR } from './operator.ts'

const program = new Command('user').description('Accounts: their tier, who is admin, and shutting one.')

program
  .command('set-tier')
  .description('premium without end, or basic at once')
  .argument('<email>')
  .addArgument(new Argument('<tier>').choices(['premium', 'basic']))
  .action((email: string, tier: 'premium' | 'basic') =>
    asOperator(async (services) => {
      await setTier(services, OPERATOR, { email, tier })
      console.log(`${email} is ${tier} now`)
    }),
  )

program
  .command('make-admin')
  .description('let an account see the admin page')
  .argument('<email>')
  .action((email: string) =>
    asOperator(async (services) => {
      await makeAdmin(services, OPERATOR, { email })
      console.log(`${email} is admin now`)
    }),
  )

program
  .command('disable')
  .description('end the sessions of an account, and refuse its password and tokens')
  .argument('<email>')
  .action((email: string) =>
    asOperator(async (services) => {
      await disableUser(services, OPERATOR, { email })
      console.log(`${email} is disabled now`)
    }),
  )

program
  .command('reset-link')
  .description('print a link with which the account chooses a new password, once, within half an hour')
  .argument('<email>')
  .action((email: string) =>
    asOperator(async (services, { port, publicUrl = `http://localhost:${port}` }) => {
      const { url, minutes } = await createResetLink(services, OPERATOR, { email, publicUrl })
      console.log(url)
      console.error(`for ${email} alone, once, for ${minutes} minutes; shown only this once`)
    }),
  )

await program.parseAsync()

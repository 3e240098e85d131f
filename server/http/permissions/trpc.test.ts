import { randomUUID } from 'node:crypto'
import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server'
import { describe, expect, test } from 'vitest'
import { appRouter } from '../../trpc/router.ts'
import { type Door, examine, readAnswer } from './examine.fixture.ts'
import type { Case, Outcome, Who } from './people.ts'
import type { World } from './world.fixture.ts'

type Input = object | undefined
type TrpcCase = Omit<Case, 'scope'> & { input?: (world: World, who: Who) => Input | Promise<Input>; headers?: object }

const all = (outcome: Outcome) => ({ visitor: outcome, stranger: outcome, program: outcome, owner: outcome })
/** Somebody else's is not there. */
const hidden = (owner: Outcome) => ({ ...all('no-such-picture'), program: owner, owner })
const ofVisitor = (owner: Outcome) => ({ ...all('no-such-picture'), owner })
/** Only in a browser, and then only one's own. */
const inBrowser = (stranger: Outcome, owner: Outcome) => ({ ...all('sign-in'), stranger, owner })

const ready = async (world: World, who: Who) => ({ id: await world.readyFor(who) })
const waiting = async (world: World, who: Who) => ({ id: await world.waitingFor(who) })
const visitors = async (world: World) => ({ id: await world.visitorsWaiting() })
const RELISTENED = { 'last-event-id': '1' } // goes tRPC's own way, not the quick one

/** Every procedure of the browser's API. One that is not here fails the test below. */
const CASES: TrpcCase[] = [
  { endpoint: 'pictures.looks', expected: all('ok') },
  {
    endpoint: 'pictures.preview',
    expected: all('ok'),
    input: async (world, who) => {
      await world.readyFor(who)
      return { words: 'confidential ready of premium' }
    },
  },
  { endpoint: 'pictures.similar', expected: all('ok'), input: () => ({ words: 'confidential ready of a premium' }) },
  {
    endpoint: 'pictures.takeSimilar',
    expected: all('no-such-offer'),
    input: () => ({ offerId: randomUUID(), words: 'a boat', idempotencyKey: randomUUID() }),
  },
  {
    endpoint: 'pictures.request',
    what: 'the words of a private picture',
    expected: all('ok'),
    input: async (world, who) => {
      await world.readyFor('premium')
      return { words: 'confidential ready of premium', idempotencyKey: `asked by ${who}` }
    },
  },
  { endpoint: 'pictures.get', what: 'a private one', expected: hidden('ok'), input: ready },
  { endpoint: 'pictures.get', what: 'one that waits', expected: hidden('ok'), input: waiting },
  {
    endpoint: 'pictures.get',
    what: "a visitor's that waits",
    of: 'visitor A',
    expected: ofVisitor('ok'),
    input: visitors,
  },
  { endpoint: 'pictures.watch', what: 'a private one', expected: hidden('ok'), input: ready },
  { endpoint: 'pictures.watch', what: 'one that waits', expected: hidden('ok'), input: waiting },
  {
    endpoint: 'pictures.watch',
    what: 'one that waits, again',
    expected: hidden('ok'),
    input: waiting,
    headers: RELISTENED,
  },
  {
    endpoint: 'pictures.watch',
    what: "a visitor's that waits",
    of: 'visitor A',
    expected: ofVisitor('ok'),
    input: visitors,
  },
  { endpoint: 'pictures.cancel', expected: hidden('ok'), input: waiting },
  {
    endpoint: 'pictures.cancel',
    what: "a visitor's",
    of: 'visitor A',
    expected: ofVisitor('ok'),
    input: visitors,
  },
  { endpoint: 'pictures.keepSketch', expected: hidden('no-sketch'), input: waiting },
  { endpoint: 'pictures.remove', expected: hidden('ok'), input: ready },
  {
    endpoint: 'pictures.list',
    expected: all('ok'),
    input: async (world) => {
      await world.readyFor('premium')
      return {}
    },
  },
  { endpoint: 'notifications.settings', expected: all('ok') },
  {
    endpoint: 'notifications.setSettings',
    expected: inBrowser('ok', 'ok'),
    input: () => ({ tab: true, sound: false, browser: true }),
  },
  { endpoint: 'notifications.pushKey', expected: all('ok') },
  {
    endpoint: 'notifications.subscribe',
    what: 'a browser to one’s own pictures',
    expected: all('ok'),
    but: { 'disabled account': 'input' }, // no cookie of a visitor, and the session is nobody’s
    input: (_world, who) => ({
      endpoint: `https://push.example/${encodeURIComponent(who)}`,
      p256dh: Buffer.alloc(65).toString('base64url'),
      auth: Buffer.alloc(16).toString('base64url'),
      locale: 'en',
    }),
  },
  {
    endpoint: 'notifications.unsubscribe',
    expected: all('ok'),
    input: () => ({ endpoint: 'https://push.example/premium' }),
  },
  { endpoint: 'notifications.webhook', expected: inBrowser('ok', 'ok') },
  {
    endpoint: 'notifications.setWebhook',
    expected: inBrowser('ok', 'ok'),
    input: () => ({ url: 'https://hooks.example/' }),
  },
  { endpoint: 'notifications.rotateWebhookSecret', expected: inBrowser('ok', 'ok') },
  { endpoint: 'notifications.testWebhook', expected: inBrowser('input', 'input') },
  { endpoint: 'limits.status', expected: all('ok') },
  { endpoint: 'limits.numbers', expected: all('ok') },
  { endpoint: 'limits.guide', expected: all('ok') },
  { endpoint: 'limits.tiers', expected: all('ok') },
  { endpoint: 'account.me', expected: all('ok') },
  { endpoint: 'account.signInOptions', expected: all('ok') },
  { endpoint: 'account.describe', expected: inBrowser('ok', 'ok') },
  { endpoint: 'account.rename', expected: inBrowser('ok', 'ok'), input: () => ({ name: 'Somebody' }) },
  { endpoint: 'account.sendConfirmation', expected: inBrowser('no-mail', 'no-mail'), input: () => ({}) },
  {
    endpoint: 'account.changeEmail',
    expected: inBrowser('no-mail', 'no-mail'),
    input: ({ premium }) => ({ email: premium.email, password: '' }),
  },
  {
    endpoint: 'account.requestReset',
    expected: all('no-mail'),
    input: ({ premium }) => ({ email: premium.email }),
  },
  {
    endpoint: 'account.confirmEmail',
    what: 'without a link',
    expected: all('link'),
    input: () => ({ secret: 'a'.repeat(43) }),
  },
  {
    endpoint: 'account.resetPassword',
    what: 'without a link',
    expected: all('link'),
    input: () => ({ secret: 'a'.repeat(43), password: 'a long enough password' }),
  },
  {
    endpoint: 'account.delete',
    what: 'with the email of the premium account',
    expected: inBrowser('input', 'ok'),
    input: ({ premium }) => ({ typed: premium.email }),
  },
  {
    endpoint: 'account.signUp',
    what: 'with an email that has an account',
    expected: all('email-taken'),
    input: ({ premium }) => ({ email: premium.email, password: 'a long enough password' }),
  },
  {
    endpoint: 'account.changePassword',
    what: 'without knowing it',
    expected: inBrowser('credentials', 'credentials'),
    input: () => ({ current: 'who knows this', next: 'a long enough password' }),
  },
  { endpoint: 'account.signOutEverywhere', expected: inBrowser('ok', 'ok') },
  {
    endpoint: 'account.redeemToken',
    what: "the premium account's own",
    expected: inBrowser('token-unknown', 'ok'),
    input: ({ ownToken }) => ({ token: ownToken }),
  },
  { endpoint: 'tokens.list', expected: inBrowser('ok', 'ok') },
  {
    endpoint: 'tokens.create',
    expected: inBrowser('ok', 'ok'),
    input: () => ({ name: 'mine', scopes: ['read'], days: 1 }),
  },
  {
    endpoint: 'tokens.rotate',
    expected: inBrowser('token-unknown', 'ok'),
    input: async (world, who) => ({ id: await world.tokenFor(who) }),
  },
  {
    endpoint: 'tokens.revoke',
    expected: inBrowser('token-unknown', 'ok'),
    input: async (world, who) => ({ id: await world.tokenFor(who) }),
  },
]

const router: AnyTRPCRouter = appRouter
const procedures = new Map(
  Object.entries<AnyTRPCProcedure>(router._def.procedures).map(([path, { _def }]) => [path, _def.type]),
)
const scopeOf = (endpoint: string) => (procedures.get(endpoint) === 'mutation' ? 'draw' : 'read')

test('every procedure is in the table, and nothing else', () => {
  expect([...new Set(CASES.map(({ endpoint }) => endpoint))].sort()).toEqual([...procedures.keys()].sort())
})

describe('the browser’s API gives everybody their own and nobody another’s', { timeout: 60_000 }, () => {
  test.each(CASES.map((one) => ({ ...one, title: one.what ? `${one.endpoint}: ${one.what}` : one.endpoint })))(
    '$title',
    async ({ input = () => undefined, headers, title: _, ...one }) => {
      const door: Door = {
        async send(world, { endpoint }, who) {
          const given = await input(world, who)
          const sent = given === undefined ? '' : JSON.stringify(given)
          const mutation = procedures.get(endpoint) === 'mutation'
          const query = sent && !mutation ? `?input=${encodeURIComponent(sent)}` : ''
          const response = await fetch(`${world.url}/api/trpc/${endpoint}${query}`, {
            headers: { ...world.headersOf(who), ...headers, ...(mutation && { 'content-type': 'application/json' }) },
            ...(mutation && { method: 'POST', body: sent || '{}' }),
          })
          return { status: response.status, text: await readAnswer(response), sent }
        },
        // The guide shows what refusals look like, and is none.
        outcomeOf: ({ text }) =>
          text.startsWith('{"result"')
            ? 'ok'
            : (/"problem":\{.*?"reason":"([\w-]+)"/.exec(text)?.[1] ?? (/"status"/.test(text) ? 'ok' : text)),
      }
      await examine({ ...one, scope: scopeOf(one.endpoint) }, door)
    },
  )
})

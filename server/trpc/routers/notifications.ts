import { z } from 'zod'
import { requireSession } from '../../identity/require-session.ts'
import { readProcedure, router } from '../init.ts'

const address = z.string().max(2048, 'Use at most 2048 characters.')
const subscription = z.object({
  endpoint: address,
  p256dh: z.string().max(200),
  auth: z.string().max(100),
  locale: z.string().regex(/^[a-z]{2}$/),
})
const settings = z.object({ tab: z.boolean(), sound: z.boolean(), browser: z.boolean() })

/** How people and their programs are told of pictures. The settings of visitors stay in their browsers. */
export const notificationsRouter = router({
  settings: readProcedure.query(async ({ ctx: { services, caller } }) => ({
    settings: caller.via === 'session' && caller.userId ? await services.browsers.settings(caller.userId) : null,
  })),

  setSettings: readProcedure.input(settings).mutation(async ({ ctx: { services, caller }, input }) => {
    await services.browsers.setSettings(requireSession(caller), input)
    return { settings: input }
  }),

  pushKey: readProcedure.query(async ({ ctx: { services } }) => ({ publicKey: await services.browsers.publicKey() })),

  subscribe: readProcedure.input(subscription).mutation(async ({ ctx: { services, caller }, input }) => {
    await services.browsers.subscribe(caller, input)
    return {}
  }),

  unsubscribe: readProcedure
    .input(z.object({ endpoint: address }))
    .mutation(async ({ ctx: { services, caller }, input }) => {
      await services.browsers.unsubscribe(caller, input.endpoint)
      return {}
    }),

  webhook: readProcedure.query(({ ctx: { services, caller } }) => services.webhooks.read(requireSession(caller))),

  setWebhook: readProcedure
    .input(z.object({ url: address.nullable() }))
    .mutation(({ ctx: { services, caller }, input }) => services.webhooks.setUrl(requireSession(caller), input.url)),

  rotateWebhookSecret: readProcedure.mutation(({ ctx: { services, caller } }) =>
    services.webhooks.rotate(requireSession(caller)),
  ),

  testWebhook: readProcedure.mutation(({ ctx: { services, caller } }) =>
    services.webhooks.test(requireSession(caller)),
  ),
})

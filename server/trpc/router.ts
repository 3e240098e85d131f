import { createCallerFactory, router } from './init.ts'
import { accountRouter } from './routers/account.ts'
import { limitsRouter } from './routers/limits.ts'
import { notificationsRouter } from './routers/notifications.ts'
import { picturesRouter } from './routers/pictures.ts'
import { tokensRouter } from './routers/tokens.ts'

/** The API of the browser; `AppRouter` is all that components may know of the server. */
export const appRouter = router({
  pictures: picturesRouter,
  limits: limitsRouter,
  account: accountRouter,
  tokens: tokensRouter,
  notifications: notificationsRouter,
})
export type AppRouter = typeof appRouter

/** The same procedures called in process, for pages. */
export const createApi = createCallerFactory(appRouter)

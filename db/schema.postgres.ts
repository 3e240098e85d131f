import { postgresColumns } from './columns.postgres.ts'
import { defineTables } from './tables.ts'

/** The tables as drizzle-kit reads them to generate the Postgres migrations. */
export const postgresTables = defineTables(postgresColumns)

export const {
  users,
  oauthAccounts,
  emailLinks,
  letters,
  subscriptions,
  apiTokens,
  usage,
  charges,
  images,
  pictures,
  cacheEntries,
  cacheOutcomes,
  cacheTerms,
  similarOffers,
  idempotencyKeys,
  lanes,
  upstreamCalls,
  upstreams,
  webhooks,
  pictureWebhooks,
  pushSubscriptions,
  notices,
  noticeSettings,
  auditLog,
} = postgresTables

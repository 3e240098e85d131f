import { sqliteColumns } from './columns.sqlite.ts'
import { defineTables } from './tables.ts'

/** The tables as drizzle-kit reads them to generate the Sqlite migrations. */
export const sqliteTables = defineTables(sqliteColumns)

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
} = sqliteTables

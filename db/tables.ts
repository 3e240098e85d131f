import type { Reason } from '../server/errors.ts'
import type { Columns } from './columns.sqlite.ts'

export type PictureStatus = 'queued' | 'drawing' | 'ready' | 'failed' | 'cancelled'
/**
 * `new`: drawn for its asker · `again`: a fresh variation · `cached`: served from the cache · `joined`: waits for another row ·
 * `similar`: taken from the cache though drawn for other words.
 */
export type PictureKind = 'new' | 'again' | 'cached' | 'joined' | 'similar'
export type ChargeState = 'reserved' | 'charged' | 'refunded'
/** How a request met the cache; `similar-offered` is no request of its own, but an offer made before one. */
export type CacheOutcome = 'exact' | 'joined' | 'similar-offered' | 'similar-taken' | 'miss' | 'forced'
/** `reset`: a new password · `confirm`: this address is mine. */
export type LinkPurpose = 'reset' | 'confirm'
/** `moved`: to the address an account had until now. */
export type LetterKind = LinkPurpose | 'moved'
/** `push`: to a browser, whether or not one of our pages is open in it. */
export type NoticeKind = 'webhook' | 'push'
/** What a notice tells: how a picture ended, or nothing but that telling works. */
export type NoticeType = 'picture.ready' | 'picture.failed' | 'picture.cancelled' | 'webhook.test'
/** `given-up`: nobody took it for a day, or nobody ever will. */
export type NoticeState = 'waiting' | 'sent' | 'given-up'
/** Subjects of the networks somebody asks from (limits.md); never the addresses themselves. */
export type AddressSubjects = { subject: string; net56?: string; net48?: string }
/** Everything besides the words that decides what is drawn; sizes in pixels. */
export type PictureParams = { width: number; height: number; style: string; seed: number }

/** Every table, once, in whichever dialect the column kit speaks. Timestamps are instants; days are UTC `YYYY-MM-DD`. */
export function defineTables(c: Columns) {
  const users = c.table('users', {
    id: c.text('id').primaryKey(),
    email: c.text('email').unique(),
    /** When its owner proved to receive mail there, by a link or through a provider that had seen to it. */
    emailConfirmedAt: c.timestamp('email_confirmed_at'),
    name: c.text('name'),
    passwordHash: c.text('password_hash'),
    role: c.text('role').$type<'user' | 'admin'>().notNull().default('user'),
    /** Part of every session; raising it ends them all. */
    sessionVersion: c.integer('session_version').notNull().default(1),
    disabledAt: c.timestamp('disabled_at'),
    createdAt: c.timestamp('created_at').notNull(),
  })

  const oauthAccounts = c.table(
    'oauth_accounts',
    {
      provider: c.text('provider').notNull(),
      providerAccountId: c.text('provider_account_id').notNull(),
      userId: c
        .text('user_id')
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      createdAt: c.timestamp('created_at').notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.provider, t.providerAccountId] }), c.index('oauth_accounts_user').on(t.userId)],
  )

  /** Links that prove something once: gone when used. Nothing here opens anything, since only hashes are kept. */
  const emailLinks = c.table(
    'email_links',
    {
      /** SHA-256 of the link's secret, hex. */
      hash: c.text('hash').primaryKey(),
      userId: c
        .text('user_id')
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      purpose: c.text('purpose').$type<LinkPurpose>().notNull(),
      /** The address it was sent to, which using it proves; null: printed for the operator. */
      email: c.text('email'),
      expiresAt: c.timestamp('expires_at').notNull(),
      createdAt: c.timestamp('created_at').notNull(),
    },
    (t) => [c.index('email_links_user').on(t.userId), c.index('email_links_expiry').on(t.expiresAt)],
  )

  /** Letters that wait to be sent, without their links: those are made when it is sent. Gone when it was, or was given up. */
  const letters = c.table(
    'letters',
    {
      id: c.text('id').primaryKey(),
      kind: c.text('kind').$type<LetterKind>().notNull(),
      email: c.text('email').notNull(),
      /** Null: whose it is, if anybody's, is looked up when it is sent. */
      userId: c.text('user_id').references(() => users.id, { onDelete: 'cascade' }),
      locale: c.text('locale').notNull(),
      attempts: c.integer('attempts').notNull().default(0),
      dueAt: c.timestamp('due_at').notNull(),
      createdAt: c.timestamp('created_at').notNull(),
    },
    (t) => [c.index('letters_due').on(t.dueAt), c.index('letters_user').on(t.userId)],
  )

  const subscriptions = c.table(
    'subscriptions',
    {
      id: c.text('id').primaryKey(),
      userId: c
        .text('user_id')
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      tier: c.text('tier').$type<'premium'>().notNull(),
      /** Where it came from: `operator` or `token:<token id>`. */
      source: c.text('source').notNull(),
      startsAt: c.timestamp('starts_at').notNull(),
      /** Null: without end. */
      endsAt: c.timestamp('ends_at'),
      createdAt: c.timestamp('created_at').notNull(),
    },
    (t) => [c.index('subscriptions_user').on(t.userId, t.endsAt)],
  )

  const apiTokens = c.table(
    'api_tokens',
    {
      id: c.text('id').primaryKey(),
      userId: c
        .text('user_id')
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      name: c.text('name').notNull(),
      /** SHA-256 of the whole token, hex. The token itself is shown once and kept nowhere. */
      hash: c.text('hash').notNull().unique(),
      last4: c.text('last4').notNull(),
      scopes: c.json<('draw' | 'read')[]>('scopes').notNull(),
      expiresAt: c.timestamp('expires_at'),
      lastUsedAt: c.timestamp('last_used_at'),
      /** When an account took it over; a token made by the operator can be redeemed once. */
      redeemedAt: c.timestamp('redeemed_at'),
      revokedAt: c.timestamp('revoked_at'),
      createdAt: c.timestamp('created_at').notNull(),
    },
    (t) => [c.index('api_tokens_user').on(t.userId)],
  )

  const usage = c.table(
    'usage',
    {
      subject: c.text('subject').notNull(),
      policy: c.text('policy').notNull(),
      day: c.text('day').notNull(),
      used: c.integer('used').notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.subject, t.policy, t.day] })],
  )

  /** The ledger: one row for each counter a picture was charged to; refunds go back to `day`, whenever they happen. */
  const charges = c.table(
    'charges',
    {
      pictureId: c.text('picture_id').notNull(),
      subject: c.text('subject').notNull(),
      policy: c.text('policy').notNull(),
      day: c.text('day').notNull(),
      units: c.integer('units').notNull(),
      state: c.text('state').$type<ChargeState>().notNull(),
      createdAt: c.timestamp('created_at').notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.pictureId, t.policy, t.subject] })],
  )

  const images = c.table('images', {
    hash: c.text('hash').primaryKey(),
    mime: c.text('mime').notNull(),
    bytes: c.integer('bytes').notNull(),
    width: c.integer('width').notNull(),
    height: c.integer('height').notNull(),
    source: c.text('source').notNull(),
    createdAt: c.timestamp('created_at').notNull(),
  })

  const pictures = c.table(
    'pictures',
    {
      id: c.text('id').primaryKey(),
      /** Who is charged and takes turns: `ip:<hmac>` or `user:<id>`. */
      subject: c.text('subject').notNull(),
      /** Whose history it is in: `user:<id>`, `visitor:<hash of the cookie>`, or the subject itself. */
      owner: c.text('owner').notNull(),
      userId: c.text('user_id').references(() => users.id, { onDelete: 'cascade' }),
      /** The HMACs of its asker's networks, for the daily bounds on them; only on rows that may be charged later. */
      address: c.json<AddressSubjects>('address'),
      kind: c.text('kind').$type<PictureKind>().notNull(),
      words: c.text('words').notNull(),
      /** On a `similar` row: the words its image was drawn for. */
      drawnFor: c.text('drawn_for'),
      key: c.text('key').notNull(),
      params: c.json<PictureParams>('params').notNull(),
      visibility: c.text('visibility').$type<'public' | 'private'>().notNull(),
      status: c.text('status').$type<PictureStatus>().notNull(),
      lane: c.text('lane').notNull(),
      /** Place inside the lane, by start-time fair queueing; null on rows that never queue themselves. */
      turn: c.integer('turn'),
      /** On a joined row: the row whose drawing it waits for. */
      leaderId: c.text('leader_id'),
      /** Claims that ended without a picture, whoever's fault: after three it is given up. */
      attempts: c.integer('attempts').notNull().default(0),
      /** Its calls that failed at the upstream: the next one is a retry. */
      failures: c.integer('failures').notNull().default(0),
      leaseUntil: c.timestamp('lease_until'),
      /** Raised by each claim; a finish that brings an older fence changes nothing. */
      fence: c.integer('fence').notNull().default(0),
      imageHash: c.text('image_hash').references(() => images.hash),
      /** What is shown while it waits for an upstream that is not the in-house renderer, and kept if that never answers. */
      sketchHash: c.text('sketch_hash').references(() => images.hash),
      /** Milliseconds until its turn, as said when it was asked for: if nobody else comes, and if others go first. */
      toldMs: c.integer('told_ms'),
      toldAtMostMs: c.integer('told_at_most_ms'),
      /** Why it failed or was cancelled: a reason of errors.ts. */
      error: c.text('error').$type<Reason>(),
      idempotencyKey: c.text('idempotency_key'),
      createdAt: c.timestamp('created_at').notNull(),
      claimedAt: c.timestamp('claimed_at'),
      /** When its first call went out: against `toldMs`, how good the estimate was. */
      startedAt: c.timestamp('started_at'),
      finishedAt: c.timestamp('finished_at'),
    },
    (t) => [
      c.index('pictures_order').on(t.status, t.lane, t.turn, t.id),
      c.index('pictures_age').on(t.status, t.createdAt),
      c.index('pictures_subject').on(t.subject, t.lane, t.turn),
      c.index('pictures_underway').on(t.subject, t.status),
      c.index('pictures_owner').on(t.owner, t.id),
      c.index('pictures_owner_key').on(t.owner, t.key),
      c.index('pictures_key').on(t.key, t.status),
      c.index('pictures_leader').on(t.leaderId),
      c.index('pictures_image').on(t.imageHash),
      c.index('pictures_sketch').on(t.sketchHash),
      c.uniqueIndex('pictures_idempotency').on(t.owner, t.idempotencyKey),
    ],
  )

  const cacheEntries = c.table(
    'cache_entries',
    {
      key: c.text('key').primaryKey(),
      imageHash: c
        .text('image_hash')
        .notNull()
        .references(() => images.hash),
      words: c.text('words').notNull(),
      /** Model, size and style, within which similar words are looked for; null: never offered (a private picture). */
      look: c.text('look'),
      /** What the words ask for, as JSON, by the reader of version `sceneVersion`; null: not read yet. */
      scene: c.text('scene'),
      sceneVersion: c.integer('scene_version'),
      hits: c.integer('hits').notNull().default(0),
      /** How often it is wanted lately, for each byte: milliseconds by server/cache/keeping/worth.ts. The least goes first. */
      worth: c.integer('worth').notNull().default(0),
      lastHitAt: c.timestamp('last_hit_at').notNull(),
      expiresAt: c.timestamp('expires_at').notNull(),
      createdAt: c.timestamp('created_at').notNull(),
    },
    (t) => [
      c.index('cache_entries_expiry').on(t.expiresAt),
      c.index('cache_entries_image').on(t.imageHash),
      c.index('cache_entries_worth').on(t.worth, t.key),
    ],
  )

  /** How many requests met the cache in which way, by UTC day. */
  const cacheOutcomes = c.table(
    'cache_outcomes',
    {
      day: c.text('day').notNull(),
      outcome: c.text('outcome').$type<CacheOutcome>().notNull(),
      count: c.integer('count').notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.day, t.outcome] })],
  )

  /** Under which things' names an entry is found by similar words: written and forgotten with it. */
  const cacheTerms = c.table(
    'cache_terms',
    {
      look: c.text('look').notNull(),
      term: c.text('term').notNull(),
      /** How many things the entry's words name: those of another number are not like it. */
      things: c.integer('things').notNull(),
      key: c
        .text('key')
        .notNull()
        .references(() => cacheEntries.key, { onDelete: 'cascade' }),
    },
    (t) => [c.primaryKey({ columns: [t.look, t.term, t.things, t.key] }), c.index('cache_terms_key').on(t.key, t.term)],
  )

  /**
   * Similar pictures that were shown, and what became of them: taken, passed over for a drawing of one's own, or neither.
   * Of whom they were shown to, only a digest with the words is kept, and all of it for thirty days.
   */
  const similarOffers = c.table(
    'similar_offers',
    {
      id: c.text('id').primaryKey(),
      /** A digest of owner and words: the same person asking the same again. */
      askedBy: c.text('asked_by').notNull(),
      words: c.text('words').notNull(),
      cachedKey: c.text('cached_key').notNull(),
      cachedWords: c.text('cached_words').notNull(),
      imageHash: c.text('image_hash').notNull(),
      /** Thousandths. */
      closeness: c.integer('closeness').notNull(),
      threshold: c.integer('threshold').notNull(),
      shownAt: c.timestamp('shown_at').notNull(),
      takenAt: c.timestamp('taken_at'),
      passedAt: c.timestamp('passed_at'),
    },
    (t) => [c.index('similar_offers_asked_by').on(t.askedBy), c.index('similar_offers_shown').on(t.shownAt)],
  )

  /** What programs asked for with an `Idempotency-Key`, for a day: the same key again is the same pictures. */
  const idempotencyKeys = c.table(
    'idempotency_keys',
    {
      owner: c.text('owner').notNull(),
      key: c.text('key').notNull(),
      /** Made for this use of the key: the pictures asked for are known by it. */
      id: c.text('id').notNull(),
      /** SHA-256 of what was asked, hex: the same key for something else is a mistake. */
      fingerprint: c.text('fingerprint').notNull(),
      /** Ids of the pictures it was answered with; null until it is. */
      pictures: c.json<string[]>('pictures'),
      createdAt: c.timestamp('created_at').notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.owner, t.key] }), c.index('idempotency_keys_age').on(t.createdAt)],
  )

  /** Virtual time and serving turn of each lane (queue.md). `v` counts in units of queue/order.ts. */
  const lanes = c.table('lanes', {
    name: c.text('name').primaryKey(),
    v: c.integer('v').notNull(),
    servingTurn: c.integer('serving_turn').notNull(),
  })

  /**
   * The slot log: a row before each call is sent. Its moments are milliseconds of the machine's monotonic clock, which
   * every process of one boot (`epoch`) shares and no step of the wall clock moves.
   */
  const upstreamCalls = c.table(
    'upstream_calls',
    {
      id: c.text('id').primaryKey(),
      /** The account that is called: each has slots of its own. */
      upstream: c.text('upstream').notNull(),
      pictureId: c.text('picture_id').notNull(),
      retry: c.boolean('retry').notNull(),
      /** By the wall clock: for people, and for rows of another boot. */
      slotAt: c.timestamp('slot_at').notNull(),
      epoch: c.text('epoch').notNull(),
      /** It is not sent after this. */
      sendBy: c.integer('send_by').notNull(),
      /** The latest moment the upstream can have counted it; null until it is answered or given up. */
      countedBy: c.integer('counted_by'),
    },
    (t) => [c.index('upstream_calls_slot').on(t.upstream, t.slotAt)],
  )

  /** Since when an account's calls are logged here (before that, others may have called it in our name), and its last pause. */
  const upstreams = c.table('upstreams', {
    name: c.text('name').primaryKey(),
    watchedSince: c.timestamp('watched_since').notNull(),
    epoch: c.text('epoch').notNull(),
    /** Nothing is sent before this moment of the epoch: a window after the log began, or what a 429 asked for. */
    frozenUntil: c.integer('frozen_until').notNull(),
  })

  /** Whom an account wants told of its pictures, and which of its signing secrets is the newest (they are derived, not kept). */
  const webhooks = c.table('webhooks', {
    userId: c
      .text('user_id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Null: nobody, except those whom a request names. */
    url: c.text('url'),
    secretVersion: c.integer('secret_version').notNull().default(1),
    rotatedAt: c.timestamp('rotated_at'),
    /** When its receiver answered that it is gone: nothing is sent until the address is set again. */
    goneAt: c.timestamp('gone_at'),
  })

  /** Whom the request for a picture named to be told of its end. */
  const pictureWebhooks = c.table(
    'picture_webhooks',
    {
      pictureId: c
        .text('picture_id')
        .notNull()
        .references(() => pictures.id, { onDelete: 'cascade' }),
      url: c.text('url').notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.pictureId, t.url] })],
  )

  /** Browsers that want to hear of an owner's pictures while no page of ours is open in them. */
  const pushSubscriptions = c.table(
    'push_subscriptions',
    {
      /** SHA-256 of the endpoint, hex. */
      id: c.text('id').primaryKey(),
      owner: c.text('owner').notNull(),
      userId: c.text('user_id').references(() => users.id, { onDelete: 'cascade' }),
      endpoint: c.text('endpoint').notNull(),
      p256dh: c.text('p256dh').notNull(),
      auth: c.text('auth').notNull(),
      locale: c.text('locale').notNull(),
      createdAt: c.timestamp('created_at').notNull(),
    },
    (t) => [c.index('push_subscriptions_owner').on(t.owner), c.index('push_subscriptions_user').on(t.userId)],
  )

  /** What is to be told to others, written with the change it tells of and sent afterwards: at least once, for a day. */
  const notices = c.table(
    'notices',
    {
      id: c.text('id').primaryKey(),
      kind: c.text('kind').$type<NoticeKind>().notNull(),
      owner: c.text('owner').notNull(),
      userId: c.text('user_id').references(() => users.id, { onDelete: 'cascade' }),
      type: c.text('type').$type<NoticeType>().notNull(),
      pictureId: c.text('picture_id'),
      /** The address, or the id of the push subscription. */
      target: c.text('target').notNull(),
      state: c.text('state').$type<NoticeState>().notNull(),
      attempts: c.integer('attempts').notNull().default(0),
      dueAt: c.timestamp('due_at').notNull(),
      /** While a process sends it, nobody else does before this. */
      leaseUntil: c.timestamp('lease_until'),
      /** The status of the last answer, if there was one. */
      answer: c.integer('answer'),
      /** Why the last attempt came to nothing, if it had no answer. */
      fault: c.text('fault'),
      createdAt: c.timestamp('created_at').notNull(),
      finishedAt: c.timestamp('finished_at'),
    },
    (t) => [
      c.index('notices_due').on(t.state, t.dueAt),
      c.index('notices_owner').on(t.owner, t.kind, t.id),
      c.index('notices_user').on(t.userId),
    ],
  )

  /** How an account wants to be told in the browser; one without a row has the usual settings. */
  const noticeSettings = c.table('notice_settings', {
    userId: c
      .text('user_id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    tab: c.boolean('tab').notNull(),
    sound: c.boolean('sound').notNull(),
    browser: c.boolean('browser').notNull(),
  })

  const auditLog = c.table(
    'audit_log',
    {
      id: c.text('id').primaryKey(),
      actor: c.text('actor').notNull(),
      action: c.text('action').notNull(),
      target: c.text('target').notNull(),
      at: c.timestamp('at').notNull(),
    },
    (t) => [c.index('audit_log_at').on(t.at)],
  )

  return {
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
  }
}

export type Tables = ReturnType<typeof defineTables>
export type Picture = Tables['pictures']['$inferSelect']
export type User = Tables['users']['$inferSelect']
export type ApiToken = Tables['apiTokens']['$inferSelect']
export type Subscription = Tables['subscriptions']['$inferSelect']
export type Letter = Tables['letters']['$inferSelect']
export type EmailLink = Tables['emailLinks']['$inferSelect']
export type Notice = Tables['notices']['$inferSelect']
export type Webhook = Tables['webhooks']['$inferSelect']
export type PushSubscriptionRow = Tables['pushSubscriptions']['$inferSelect']

import type { Problem } from '../limits/problem.ts'

/** Every `reason` an answer of this API may carry, for whoever writes a client. */
export const REASONS = {
  'daily-quota':
    'The pictures of this UTC day are used up. Sleep `Retry-After`, or ask for words drawn before: those are free.',
  'daily-cap': 'The whole service has drawn all it may today.',
  burst: 'Too many requests in the last minute. Sleep `Retry-After`: then the same request succeeds.',
  'waiting-cap': 'As many of your pictures are on their way as may be. Ask again when one is ready.',
  'queue-full': 'The queue is too long to promise a turn.',
  'upstream-paused': 'Whoever draws has asked for a pause.',
  'upstream-failed': 'It could not be drawn, after several tries. It cost nothing.',
  storage: 'Nothing can be written at the moment, so nothing is drawn and nothing is lost.',
  moderation: 'Whoever draws refused these words. It cost nothing; other words may do.',
  tier: 'Only premium may do this.',
  scope: 'The token was made without the scope this needs.',
  credentials: 'The token is malformed, unknown, revoked or has ended.',
  'sign-in': 'Only a person signed in with a browser may do this.',
  origin: 'A request with a cookie came from another site. Send no cookie, or a token.',
  words: 'The words are missing, too long or contain what cannot be drawn.',
  input: 'The request is malformed; `field` says where.',
  'idempotency-key-reused': 'The Idempotency-Key came with another request before. Make a new one for each request.',
  'no-such-picture': 'There is no such picture, or it is not yours to see.',
  'no-such-offer': 'That similar picture was not offered to you for these words, or is offered no longer.',
  'not-yours': 'The picture is public, but somebody else’s.',
  'too-late': 'The picture is being drawn, or is finished: it can no longer be called off.',
  withdrawn: 'Whoever paid for the picture you had joined called it off.',
  internal: 'Something broke here. It was noted, and nothing was charged.',
} as const satisfies Partial<Record<Problem['reason'], string>>

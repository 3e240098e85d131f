import { SEMANTICS, type Semantics } from './semantics.ts'
import { createWindowPeak } from './window-peak.ts'

/** A key and its limit; without a key it takes every call. */
export type EmulatedAccount = { key?: string | undefined; limit?: number }
export type AccountStats = { accepted: number; refused: number; maxInWindow: number }

export interface OpenAccount {
  /** Counts a call, or says how long to wait. `limitNow` is the limit's clock, `nowMs` the monotonic one. */
  take(limitNow: number, nowMs: number): ReturnType<ReturnType<(typeof SEMANTICS)[Semantics]>['take']>
}

/** Who may call, each within a limit of its own. */
export interface Accounts {
  /** The account whose key a call carries, as bearer token or basic password. */
  find(authorization: string | undefined): OpenAccount | undefined
  revoke(key: string): void
  stats(): AccountStats[]
  reset(): void
}

export function createAccounts(
  wanted: readonly EmulatedAccount[],
  rules: { limit: number; windowMs: number; semantics: Semantics },
): Accounts {
  const open = ({ key, limit = rules.limit }: EmulatedAccount) => {
    const limiter = SEMANTICS[rules.semantics]({ limit, windowMs: rules.windowMs })
    const peak = createWindowPeak(rules.windowMs)
    const count = { accepted: 0, refused: 0 }
    return {
      key,
      take(limitNow: number, nowMs: number) {
        const taken = limiter.take(limitNow)
        if (taken.ok) peak.add(nowMs)
        count[taken.ok ? 'accepted' : 'refused']++
        return taken
      },
      stats: () => ({ ...count, maxInWindow: peak.peak() }),
    }
  }
  const revoked = new Set<string>()
  let accounts = wanted.map(open)
  return {
    find: (authorization) => accounts.find(({ key }) => !key || (!revoked.has(key) && carries(authorization, key))),
    revoke: (key) => revoked.add(key),
    stats: () => accounts.map((account) => account.stats()),
    reset() {
      revoked.clear()
      accounts = wanted.map(open)
    },
  }
}

const carries = (authorization: string | undefined, key: string) =>
  authorization === `Bearer ${key}` || authorization === `Basic ${Buffer.from(key).toString('base64')}`

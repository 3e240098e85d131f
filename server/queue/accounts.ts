import type { Session } from '../../db/database.ts'
import type { UpstreamLimit } from '../config.ts'
import type { Upstream } from '../upstream/types.ts'
import type { Breaker } from './breaker.ts'
import type { Pacer } from './pacer.ts'

/** One account of the upstream: a key with slots of its own. `name` is safe to log. */
export type Account = { name: string; upstream: Upstream; pacer: Pacer; breaker: Breaker }

/** All accounts as one: calls go to whichever opens first. All have the same limit. */
export interface Accounts {
  readonly limit: UpstreamLimit | null
  /** Milliseconds until a call may be sent; Infinity when only the end of a call can tell. */
  opensInMs(): number
  /** The same for a second or third try. */
  retryOpensInMs(): number
  /** One that is open now: one where a second try may go before others, then the one with most free slots. */
  pick(): Account | undefined
  /** When each slot opens, milliseconds from now, soonest first; of those that are well, if any is. Empty without a limit. */
  forecast(): number[]
  /** The same for those slots that second tries may hold. */
  retryForecast(): number[]
  readonly roundMs: number
  /** Whether the next call is better not spent on a second try: a probe, to see whether it is the upstream or the picture. */
  readonly wantsAnother: boolean
  /** Milliseconds until the upstream is tried again; 0 while at least one account is well. */
  pausedMs(): number
  /** Whether all are in doubt: each is sent one probe at a time, and no more. */
  readonly open: boolean
  refresh(session: Session): Promise<void>
  /** Whether other processes hold slots of them. */
  readonly shared: boolean
}

export function createAccounts(accounts: readonly [Account, ...Account[]]): Accounts {
  const opensInMs = ({ pacer, breaker }: Account) => Math.max(pacer.opensInMs(), breaker.leftMs())
  const retryOpensInMs = ({ pacer, breaker }: Account) => Math.max(pacer.retryOpensInMs(), breaker.leftMs())
  const free = ({ pacer }: Account) => pacer.forecast().filter((ms) => ms === 0).length
  const first = (of: (account: Account) => number) => Math.min(...accounts.map(of))
  // Whoever is second in line must not be told of slots that only a probe gets.
  const well = () => {
    const closed = accounts.filter(({ breaker }) => !breaker.open)
    return closed.length > 0 ? closed : accounts
  }
  const of = (forecast: (account: Account) => number[]) =>
    well()
      .flatMap((account) => forecast(account).map((ms) => Math.max(ms, account.breaker.pausedMs())))
      .sort((a, b) => a - b)

  return {
    limit: accounts[0].pacer.limit,
    opensInMs: () => first(opensInMs),
    retryOpensInMs: () => first(retryOpensInMs),
    pick: () =>
      accounts
        .filter((account) => opensInMs(account) === 0)
        .map((account) => ({ account, retries: retryOpensInMs(account) === 0 ? 1 : 0, free: free(account) }))
        .sort((a, b) => b.retries - a.retries || b.free - a.free)[0]?.account,
    forecast: () => of(({ pacer }) => pacer.forecast()),
    retryForecast: () => of(({ pacer }) => pacer.retryForecast()),
    get wantsAnother() {
      return accounts.every(({ breaker }) => breaker.wantsAnother)
    },
    get roundMs() {
      return accounts.reduce((sum, { pacer }) => sum + pacer.roundMs, 0) / accounts.length
    },
    pausedMs: () => first(({ breaker }) => breaker.pausedMs()),
    get open() {
      return accounts.every(({ breaker }) => breaker.open)
    },
    async refresh(session) {
      for (const { pacer } of accounts) await pacer.refresh(session)
    },
    get shared() {
      return accounts.some(({ pacer }) => pacer.shared)
    },
  }
}

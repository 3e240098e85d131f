import { findCandidates } from '../../server/cache/similar/find-candidates.ts'
import type { Shelf } from './shelf.ts'

export type PairWords = { cached: string; asked: string; score: number; same: boolean }

export type ThroughLookup = {
  /** Of the pairs that comparing accepts: how many the index brings among its candidates. */
  candidateRecall: number
  /** An asker is shown the nearest one of all; another one as near as its pair's will do. */
  precision: number
  recall: number
  missed: { cached: string; asked: string }[]
}

/** What becomes of pairs when one side lies among all others on the shelf, and the other is looked up. */
export async function judgeThroughLookup(
  { db, words, similar, look, keyOf }: Shelf,
  pairs: readonly PairWords[],
  atLeast: number,
): Promise<ThroughLookup> {
  const missed: ThroughLookup['missed'] = []
  const tally = { accepted: 0, found: 0, same: 0, sameOffered: 0, wrong: 0 }
  for (const { cached, asked, score, same } of pairs) {
    const question = await words.ask(asked)
    const candidates = question ? await findCandidates(db.read, question, { look, now: new Date() }) : []
    const key = keyOf(cached)
    const accepted = score >= atLeast
    const isCandidate = candidates.some((candidate) => candidate.key === key)
    if (accepted) tally.accepted++
    if (accepted && isCandidate) tally.found++
    if (accepted && !isCandidate) missed.push({ cached, asked })
    const offer = await similar.find(asked, { look, atLeast })
    if (same) tally.same++
    if (same && offer && (offer.key === key || offer.closeness >= score)) tally.sameOffered++
    if (!same && offer?.key === key) tally.wrong++
  }
  return {
    candidateRecall: tally.found / tally.accepted,
    precision: tally.sameOffered / (tally.sameOffered + tally.wrong),
    recall: tally.sameOffered / tally.same,
    missed,
  }
}

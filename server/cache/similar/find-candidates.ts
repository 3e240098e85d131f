import type { Session } from '../../../db/database.ts'
import { countFound, listCandidates } from '../../../db/queries/similar.ts'
import type { Candidate, Question } from '../../words/reader.ts'

/** A name that so many entries have is common: they are not looked through, but those that have another name as well. */
const COMMON = 1_000
/** Of those that name the same number of things and share the two rarest names; and of the others. */
const [MOST_ALIKE, MOST_OTHERS] = [300, 40]

/**
 * Entries whose words may ask for the same, a bounded number of them: they share the names fewest entries have. What an entry
 * says in another form ("starry", for stars) it may lack, so that one thing more or less is looked at as well.
 */
export async function findCandidates(
  session: Session,
  { names, things }: Question,
  { look, now }: { look: string; now: Date },
): Promise<Candidate[]> {
  const near = { look, fewest: Math.max(0, things - 1), most: things + 1 }
  const counted: { terms: readonly string[]; count: number }[] = []
  for (const terms of names) counted.push({ terms, count: await countFound(session, { ...near, terms }, COMMON) })
  const [rarest, second, third] = counted.filter(({ count }) => count > 0).sort((a, b) => a.count - b.count)
  if (!rarest) return []

  const alike = { look, now, fewest: things, most: things, limit: MOST_ALIKE }
  const others = { ...near, now, limit: MOST_OTHERS }
  const sharing = (terms: readonly string[], also?: readonly string[]) =>
    listCandidates(session, { ...alike, terms, also })
  const lists = [await (second ? sharing(second.terms, rarest.terms) : sharing(rarest.terms))]
  // Two common things are shared by many; the third thing tells them apart.
  if (third && lists[0]?.length === MOST_ALIKE) lists.push(await sharing(third.terms, rarest.terms))
  if (second) lists.push(await listCandidates(session, { ...others, terms: second.terms, also: rarest.terms }))
  for (const { terms } of second ? [rarest, second] : [rarest]) {
    lists.push(await listCandidates(session, { ...others, terms }))
  }
  return [...new Map(lists.flat().map((candidate) => [candidate.key, candidate])).values()]
}

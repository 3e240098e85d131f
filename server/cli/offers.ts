import { Command } from 'commander'
import { judgeOffers } from '../cache/similar/judge-offers.ts'
import { SIMILAR_ENOUGH } from '../words/similar-enough.ts'
import { asOperator } from './operator.ts'

await new Command('offers')
  .description(
    'How people chose among similar pictures they were offered in the last thirty days, by how close those were.',
  )
  .action(() =>
    asOperator(async ({ db }) => {
      const judged = await judgeOffers(db.read)
      console.log(`offered from a closeness of ${SIMILAR_ENOUGH}`)
      if (judged.length === 0) console.log('nothing was offered yet')
      for (const { from, shown, taken, passed, takenShare } of judged) {
        const share = takenShare === undefined ? '' : `, ${Math.round(takenShare * 100)} % of those who chose took it`
        console.log(`from ${from.toFixed(1)}: shown ${shown}, taken ${taken}, passed over ${passed}${share}`)
      }
    }),
  )
  .parseAsync()

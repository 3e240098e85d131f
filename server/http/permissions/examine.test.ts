import { expect, test } from 'vitest'
import { type Door, examine } from './examine.fixture.ts'
import type { Case } from './people.ts'

const one: Case = {
  endpoint: 'GET /',
  scope: undefined,
  expected: { visitor: 'ok', stranger: 'ok', program: 'ok', owner: 'ok' },
}
const refusesEndedTokens: Door['outcomeOf'] = ({ text }) => text
const answer = (who: string) => (/revoked|expired|of a disabled/.test(who) ? 'credentials' : 'ok')

test('a door that lets in whoever it should is found in order', async () => {
  const send: Door['send'] = async (_world, _one, who) => ({ status: 200, text: answer(who), sent: '' })
  await examine(one, { send, outcomeOf: refusesEndedTokens })
})

test('a door that lets one ended token in is found out', async () => {
  const send: Door['send'] = async () => ({ status: 200, text: 'ok', sent: '' })
  await expect(examine(one, { send, outcomeOf: refusesEndedTokens })).rejects.toThrow(/revoked token|deeply equal/)
})

test('a door that says one word of another’s is found out', async () => {
  const send: Door['send'] = async (world, _one, who) => {
    const told = who === 'admin' ? world.premium.email : ''
    return { status: 200, text: answer(who) + told, sent: '' }
  }
  const outcomeOf: Door['outcomeOf'] = ({ text }) => (text.startsWith('ok') ? 'ok' : 'credentials')
  await expect(examine(one, { send, outcomeOf })).rejects.toThrow(/admin reads/)
})

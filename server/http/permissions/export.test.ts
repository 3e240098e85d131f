import { test } from 'vitest'
import { EXPORT_PATH } from '../account-export.ts'
import { readZip } from '../zip.fixture.ts'
import { type Door, examine } from './examine.fixture.ts'

const door: Door = {
  async send(world, _one, who) {
    await world.readyFor('premium')
    const response = await fetch(world.url + EXPORT_PATH, { headers: world.headersOf(who) })
    const bytes = Buffer.from(await response.arrayBuffer())
    const text = response.ok
      ? [...readZip(bytes)].map(([name, file]) => name + file.toString()).join()
      : bytes.toString()
    return { status: response.status, text, sent: '' }
  },
  outcomeOf: ({ status, text }) => (status < 300 ? 'ok' : (/"reason":"([\w-]+)"/.exec(text)?.[1] ?? text)),
}

test('the export gives everybody who is signed in in a browser their own and nobody another’s', async () => {
  const expected = { visitor: 'sign-in', stranger: 'ok', program: 'sign-in', owner: 'ok' }
  await examine({ endpoint: `GET ${EXPORT_PATH}`, scope: undefined, expected }, door)
}, 60_000)

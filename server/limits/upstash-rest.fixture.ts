import { once } from 'node:events'
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import type { Redis } from 'ioredis'

type Command = [name: string, ...args: string[]]

/** Upstash's REST protocol in front of a plain Redis: one command, or a pipeline of them, in; results and errors out. */
export async function startUpstashRest(redis: Redis, token: string) {
  const run = ([name, ...args]: Command) =>
    redis.call(name, args).then(
      (result) => ({ result }),
      (error: Error) => ({ error: error.message }),
    )
  const server = createServer(async (req, res) => {
    const answer = (status: number, body: object) => {
      res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
    }
    if (req.headers.authorization !== `Bearer ${token}`) return answer(401, { error: 'Unauthorized' })
    const body = await json(req)
    if (req.url === '/pipeline') return answer(200, await Promise.all((body as Command[]).map(run)))
    const outcome = await run(body as Command)
    answer('error' in outcome ? 400 : 200, outcome)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { url: `http://127.0.0.1:${address.port}`, close }
}

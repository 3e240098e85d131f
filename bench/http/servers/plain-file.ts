import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { listen } from '../../../server/http/listen.ts'
import { tell } from './tell.mjs'

/** A file from plain node:http, streamed at each request. */
const { path } = JSON.parse(process.argv[2] ?? '{}') as { path: string }
const { size } = await stat(path)
const headers = { 'Content-Type': 'image/webp', 'Content-Length': size, 'Cache-Control': 'public, max-age=31536000' }
const server = createServer((_req, res) => {
  res.writeHead(200, headers)
  createReadStream(path).pipe(res)
})
tell(await listen(server, { host: '127.0.0.1', port: 0 }))

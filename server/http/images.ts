import { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse, STATUS_CODES } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { LRUCache } from 'lru-cache'
import { AppError } from '../errors.ts'
import { STORED_FORMATS, type Storage, type StoredFormat } from '../storage/types.ts'
import { parseByteRange } from './byte-range.ts'
import { attachmentNamed } from './content-disposition.ts'

export type ImageHandler = (req: IncomingMessage, res: ServerResponse, pathname: string) => Promise<void>

type Picture = { hash: string; format: StoredFormat; bytes: number }

const IMAGE_PATH = /^\/i\/([0-9a-f]{64})\.(webp|png|avif)$/
/** Small pictures asked for lately stay in memory: 32 MB of those up to 512 kB. */
const HOT_BYTES = 32 * 1024 * 1024
const HOT_PICTURE_BYTES = 512 * 1024
const RETRY_SECONDS = 10

/**
 * Answers GET and HEAD of /i/<hash>.webp, .png and .avif: forever cacheable, with 304 and single ranges, and as a download named
 * by `?download=name`. Never rejects: a storage that fails is 503, and `onError` is told.
 */
export function createImageHandler(storage: Storage, onError: (error: unknown) => void = () => {}): ImageHandler {
  const hot = new LRUCache<string, Buffer, Picture>({
    maxSize: HOT_BYTES,
    sizeCalculation: (bytes) => bytes.length,
    fetchMethod: (_key, _stale, { context: { hash, format } }) => buffer(storage.read(hash, format)),
  })

  /** Asks the storage each time, so that a removed picture is gone at once; it remembers sizes, so this is quick. */
  const find = async (pathname: string): Promise<Picture | undefined> => {
    const [, hash, extension] = IMAGE_PATH.exec(pathname) ?? []
    const format = STORED_FORMATS.find((one) => one === extension)
    if (hash === undefined || format === undefined) return undefined
    const stored = await storage.stat(hash, format)
    return stored && { hash, format, bytes: stored.bytes }
  }

  const send = async (req: IncomingMessage, res: ServerResponse, picture: Picture) => {
    const { hash, format, bytes } = picture
    const etag = `"${hash}-${format}"`
    const headers: OutgoingHttpHeaders = { ...FOR_EVER, ETag: etag }
    if (isListed(etag, req.headers['if-none-match'])) {
      res.writeHead(304, headers).end()
      return
    }
    // A range of another version than the client has is of no use to it: then it gets the whole (RFC 9110, 13.1.5).
    const ranged = req.method === 'GET' && (req.headers['if-range'] ?? etag) === etag
    const range = ranged ? parseByteRange(req.headers.range, bytes) : undefined
    if (range === 'unsatisfiable') {
      refuse(res, 416, { 'Content-Range': `bytes */${bytes}` })
      return
    }
    const { start, end } = range ?? { start: 0, end: bytes - 1 }
    const name = downloadName(req.url)
    if (name !== undefined) headers['Content-Disposition'] = attachmentNamed(name, format)
    if (range) headers['Content-Range'] = `bytes ${start}-${end}/${bytes}`
    headers['Content-Type'] = `image/${format}`
    headers['Content-Length'] = end - start + 1
    headers['Accept-Ranges'] = 'bytes'

    if (req.method === 'HEAD') {
      res.writeHead(200, headers).end()
    } else if (bytes <= HOT_PICTURE_BYTES) {
      const key = `${hash}.${format}`
      const whole = hot.get(key) ?? (await hot.forceFetch(key, { context: picture }))
      res.writeHead(range ? 206 : 200, headers).end(range ? whole.subarray(start, end + 1) : whole)
    } else {
      const stream = storage.read(hash, format, { start, end })
      res.writeHead(range ? 206 : 200, headers)
      await pipeline(stream, res)
    }
  }

  return async (req, res, pathname) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return refuse(res, 405, { Allow: 'GET, HEAD' })
    try {
      const picture = await find(pathname)
      if (picture) await send(req, res, picture)
      else refuse(res, 404)
    } catch (error) {
      if (res.headersSent) {
        const left = res.destroyed
        res.destroy()
        if (!left) onError(error)
      } else if (error instanceof AppError && error.kind === 'not-found') {
        refuse(res, 404)
      } else {
        onError(error)
        refuse(res, 503, { 'Retry-After': RETRY_SECONDS })
      }
    }
  }
}

const EVERY_ANSWER = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
}
const FOR_EVER = { ...EVERY_ANSWER, 'Cache-Control': 'public, max-age=31536000, immutable' }

function refuse(res: ServerResponse, status: number, headers: OutgoingHttpHeaders = {}) {
  const body = `${STATUS_CODES[status]}\n`
  const plain = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(body) }
  res.writeHead(status, { ...EVERY_ANSWER, 'Cache-Control': 'no-store', ...plain, ...headers }).end(body)
}

/** Whether an If-None-Match holds this tag; weak ones count, as they do for reading (RFC 9110, 13.1.2). */
function isListed(etag: string, header: string | undefined): boolean {
  if (header === undefined) return false
  return header.split(',').some((listed) => ['*', etag, `W/${etag}`].includes(listed.trim()))
}

function downloadName(url = ''): string | undefined {
  const query = url.indexOf('?')
  return query < 0 ? undefined : (new URLSearchParams(url.slice(query)).get('download') ?? undefined)
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { AppError } from '../errors.ts'
import { type ExportFile, exportAccount } from '../identity/export-account.ts'
import type { Services } from '../services.ts'
import { isSameOrigin } from './same-origin.ts'
import { sendProblem } from './send-problem.ts'

export const EXPORT_PATH = '/account/export.zip'

/**
 * Answers GET with everything kept about the signed-in account, as a zip that is made while it is sent: as fast as the client
 * reads, one file open at a time. Throws what exportAccount throws, and AppError `forbidden/origin` for another site's link.
 */
export async function serveAccountExport(services: Services, req: IncomingMessage, res: ServerResponse) {
  const { identity, log, clock } = services
  if (req.method !== 'GET') {
    res.setHeader('Allow', 'GET')
    return sendProblem(res, new AppError('invalid', 'input', 'The export is read with GET.'), 405)
  }
  const socketAddress = req.socket.remoteAddress
  const caller = await identity.identify({ headers: req.headers, ...(socketAddress && { socketAddress }) })
  if (!isSameOrigin(req.headers, services.publicUrl)) {
    throw new AppError('forbidden', 'origin', 'Ask for your data from the account page.')
  }
  const files = await exportAccount({ ...identity, storage: services.storage }, caller)
  const day = new Date(clock.now()).toISOString().slice(0, 10)
  res.writeHead(200, {
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename="drawbridge-${day}.zip"`,
    'Cache-Control': 'no-store',
  })
  try {
    await sendZip(files, res)
  } catch (error) {
    if (!res.destroyed) log.error({ room: 'http', error }, 'an export could not be finished')
    res.destroy() // a file cut short is seen as such; an archive that ended well would not be
  }
}

/** Sends files as they come, none before the one before it is through. Throws when one cannot be read, or the client left. */
export async function sendZip(files: AsyncIterable<ExportFile>, to: NodeJS.WritableStream) {
  const zip = new ZipFile()
  const sent = pipeline(zip.outputStream, to)
  const left = sent.then(() => Promise.reject(new Error('the archive ended early')))
  left.catch(() => {}) // told by the race below, if it is still on
  for await (const file of files) {
    const reading = addFile(zip, file)
    await Promise.race([reading.through, left]).finally(reading.stop)
  }
  zip.end()
  await sent
}

/** `through` resolves when the file has been read to its end; `stop` lets go of it either way. */
function addFile(zip: ZipFile, { path, at, kind, open }: ExportFile) {
  let stream: Readable | undefined
  const through = new Promise<void>((resolve, reject) => {
    zip.once('error', reject)
    zip.addReadStreamLazy(path, { mtime: at, compress: kind === 'text' }, (give) => {
      stream = open()
      stream.once('end', resolve)
      stream.once('error', reject)
      give(null, stream)
    })
  })
  const stop = () => {
    zip.removeAllListeners('error')
    zip.on('error', () => {})
    stream?.destroy()
  }
  return { through, stop }
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Services } from '../services.ts'
import { listen } from './listen.ts'

const PATH = '/metrics'

/**
 * Serves figures for Prometheus on METRICS_PORT of HOST, a listener of its own that the public port knows nothing of; without
 * that setting, nothing. Returns what stops it. Throws one line that says what to do when the port is taken.
 */
export async function serveMetrics({
  config: { host, metricsPort },
  metrics,
  log,
}: Pick<Services, 'config' | 'metrics' | 'log'>): Promise<() => Promise<void>> {
  if (metricsPort === undefined || !metrics) return async () => {}

  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    if (req.url?.split('?', 1)[0] !== PATH) return refuse(res, 404, `There is only ${PATH}.`)
    if (req.method !== 'GET' && req.method !== 'HEAD') return refuse(res, 405, 'Use GET.')
    const { contentType, text } = await metrics.read()
    res.writeHead(200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' }).end(text)
  }
  const server = createServer((req, res) => {
    answer(req, res).catch((error) => {
      log.error({ room: 'telemetry', error }, 'the metrics could not be read')
      refuse(res, 500, 'The metrics could not be read.')
    })
  })
  await listen(server, { host, port: metricsPort }).catch((error) => {
    throw new Error(`METRICS_PORT: ${error instanceof Error ? error.message : error}`, { cause: error })
  })
  log.info({ room: 'telemetry', host, port: metricsPort }, 'metrics are served')
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
}

function refuse(res: ServerResponse, status: number, words: string) {
  res.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...(status === 405 && { Allow: 'GET, HEAD' }) })
  res.end(`${words}\n`)
}

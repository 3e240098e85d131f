import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import { openHouse } from './accessor.ts'
import { announcePublicUrl, type Config } from './config.ts'
import { gracefulStop } from './http/graceful-stop.ts'
import { listen } from './http/listen.ts'
import { serveMetrics } from './http/metrics-server.ts'
import { createFrontDoor } from './http/server.ts'
import { createWebServer } from './http/web-server.ts'
import { createServices, type Overrides, type Services } from './services.ts'
import { createApi } from './trpc/router.ts'

export type Running = { url: string; services: Services; stop(): Promise<void> }

/**
 * Starts the whole house: config → services → pages → HTTP. Listens first, since the public address may need the port; what
 * arrives before the doors open waits. `stop` ends streams, claims and the database in under five seconds.
 */
export async function start(
  config: Config,
  { dev = false, overrides = {} }: { dev?: boolean; overrides?: Overrides } = {},
): Promise<Running> {
  let openDoors: (listener: RequestListener) => void = () => {}
  const doors = new Promise<RequestListener>((resolve) => {
    openDoors = resolve
  })
  const server = createWebServer((req, res) => {
    void doors.then((listener) => listener(req, res))
  })
  const firstAnswer = new Promise((resolve) => {
    server.once('request', (_req, res: ServerResponse) => res.once('close', resolve))
  })
  const stopServer = gracefulStop(server)
  const port = await listen(server, config)
  const url = config.publicUrl ?? `http://localhost:${port}`
  announcePublicUrl(url)

  const services = await createServices(config, url, overrides)
  const stopMetrics = await serveMetrics(services)
  const readReference = async () => (await import('./rest/docs/read-reference.ts')).readReference(services)
  const house = openHouse({ services, createApi, readReference })
  const pages = await preparePages({
    dev,
    dir: process.cwd(),
    hostname: config.host,
    port,
    // Next listens for upgrades, which it needs in development only: else it would leave them open, and unanswered for ever.
    httpServer: dev ? server : createServer(),
    quiet: !dev,
  })
  const handle = pages.getRequestHandler()
  if (dev) server.on('upgrade', pages.getUpgradeHandler())
  openDoors(createFrontDoor(services, { dev, handle: (req, res) => house.requests.run(req, () => handle(req, res)) }))
  // Not before somebody has been answered: on a small machine the renderer's threads would keep the first page waiting.
  void firstAnswer.then(() => {
    services.upstream.warmUp?.()
    services.similar.start()
  })
  services.log.info({ room: 'http', url, host: config.host, port }, `Drawbridge is open at ${url}`)

  return {
    url,
    services,
    async stop() {
      await stopServer()
      await pages.close()
      await stopMetrics()
      await services.close()
      services.log.info({ room: 'http' }, 'Drawbridge is closed')
    },
  }
}

/** Loads Next and makes it ready, without the source maps of all its files: they cost 40 MB and a tenth of the start. */
async function preparePages(options: Parameters<typeof import('next').default>[0]) {
  process.setSourceMapsEnabled(false)
  try {
    const { default: next } = await import('next')
    const pages = next(options)
    await pages.prepare()
    return pages
  } finally {
    process.setSourceMapsEnabled(true)
  }
}

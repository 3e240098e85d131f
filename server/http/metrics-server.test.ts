import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import { loadConfig } from '../config.ts'
import { takeBurst } from '../limits/burst.ts'
import { requestPicture } from '../pictures/request-picture.ts'
import { visitor } from '../pictures/studio.fixture.ts'
import { until } from '../queue/until.fixture.ts'
import { createServices } from '../services.ts'
import { type Upstream, UpstreamError } from '../upstream/types.ts'
import { listen } from './listen.ts'
import { serveMetrics } from './metrics-server.ts'

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server, { host: '127.0.0.1', port: 0 })
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A house whose upstream draws at once what is not "forbidden", with its metrics on a port of their own. */
async function openMeasured() {
  const port = await freePort()
  const env = { METRICS_PORT: String(port), CACHE_MAX_MB: '5' }
  const config = loadConfig({ DATA_DIR: temporaryFolder(), LOG_LEVEL: 'silent', ...env })
  const upstream: Upstream = {
    kind: 'renderer',
    model: 'test',
    async draw({ words }) {
      if (words.includes('forbidden')) throw new UpstreamError('refused', 'not that')
      return { bytes: Buffer.from(`RIFF picture of ${words}`), width: 8, height: 8 }
    },
    close: async () => {},
  }
  const services = await createServices(config, 'http://draw.test', { upstream })
  const stop = await serveMetrics(services)
  onTestFinished(async () => {
    await stop()
    await services.close()
  })
  const ask = async (name: string, words: string) => {
    const receipt = await takeBurst(services, visitor(name), 'burst', { minutes: [] })
    await requestPicture(services, visitor(name), { words, idempotencyKey: `${name} ${words}` }, receipt)
    await until('it is drawn', async () => {
      const { db, tables } = services.db.read
      const rows = await db.select({ status: tables.pictures.status }).from(tables.pictures)
      return rows.every(({ status }) => status === 'ready' || status === 'failed') && services.dispatcher.inFlight === 0
    })
  }
  const url = `http://127.0.0.1:${port}/metrics`
  const scrape = async () => await (await fetch(url)).text()
  return { url, services, ask, scrape }
}

const readValue = (text: string, series: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1),
  )

test('what happened is told to Prometheus over HTTP, from a port of its own', async () => {
  const { url, ask, scrape } = await openMeasured()
  const empty = await scrape()
  expect(readValue(empty, 'drawbridge_cache_outcomes_total{outcome="exact"}')).toBe(0)
  expect(readValue(empty, 'drawbridge_upstream_calls_total{result="rate-limited"}')).toBe(0)
  await ask('anna', 'a red car')
  await ask('ben', 'a red car')
  await ask('ben', 'a forbidden thing')
  const response = await fetch(url)
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  const text = await response.text()
  const told = {
    'drawbridge_cache_outcomes_total{outcome="miss"}': 2,
    'drawbridge_cache_outcomes_total{outcome="exact"}': 1,
    'drawbridge_upstream_calls_total{result="drawn"}': 1,
    'drawbridge_upstream_calls_total{result="refused"}': 1,
    drawbridge_upstream_call_seconds_count: 2,
    'drawbridge_upstream_call_seconds_bucket{le="+Inf"}': 2,
    'drawbridge_queue_waiting{lane="free"}': 0,
    'drawbridge_queue_waiting{lane="premium"}': 0,
    drawbridge_drawings_in_flight: 0,
    drawbridge_slots_limit: 0,
    drawbridge_slots_used: 0,
    drawbridge_cache_max_bytes: 5_000_000,
    'drawbridge_cache_removed_total{why="evicted"}': 0,
    'drawbridge_cache_removed_total{why="missing-file"}': 0,
    drawbridge_warm_up_drawings_total: 0,
  }
  expect(Object.fromEntries(Object.keys(told).map((series) => [series, readValue(text, series)]))).toEqual(told)
  for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes']) {
    expect(readValue(text, name)).toBeGreaterThan(0)
  }
})

test('pictures and the cache are counted from their rows', async () => {
  const { ask, scrape } = await openMeasured()
  await ask('anna', 'a red car')
  await ask('ben', 'a forbidden thing')
  const text = await scrape()
  expect(readValue(text, 'drawbridge_pictures{status="ready"}')).toBe(1)
  expect(readValue(text, 'drawbridge_pictures{status="failed"}')).toBe(1)
  expect(readValue(text, 'drawbridge_cache_pictures')).toBe(1)
  expect(readValue(text, 'drawbridge_cache_bytes{held="yes"}')).toBe('RIFF picture of a red car'.length)
  expect(readValue(text, 'drawbridge_cache_bytes{held="no"}')).toBe(0)
})

test('nobody’s words, names or addresses are in it', async () => {
  const { ask, scrape } = await openMeasured()
  await ask('anna', 'a red car')
  const text = await scrape()
  expect(text).not.toMatch(/red car|anna|visitor|127\.0\.0\.1/)
  const labels = new Set(
    [...text.matchAll(/^drawbridge_[^{\n]*\{([^}]*)\}/gm)].flatMap(([, pairs = '']) => pairs.match(/\w+(?==)/g) ?? []),
  )
  expect([...labels].sort()).toEqual(['held', 'lane', 'le', 'outcome', 'result', 'status', 'why'])
})

test('there is nothing else on that port, and nothing is changed by asking', async () => {
  const { url } = await openMeasured()
  expect((await fetch(new URL('/', url))).status).toBe(404)
  expect((await fetch(url, { method: 'POST' })).status).toBe(405)
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(200)
})

test('without METRICS_PORT nothing listens and nothing is measured', async () => {
  const config = loadConfig({ DATA_DIR: temporaryFolder(), LOG_LEVEL: 'silent' })
  const services = await createServices(config, 'http://draw.test')
  onTestFinished(() => services.close())
  expect(services.metrics).toBeUndefined()
  await (await serveMetrics(services))()
})

test('a port that is taken stops the start with one line that names the setting', async () => {
  const { services } = await openMeasured()
  await expect(serveMetrics(services)).rejects.toThrow(
    /^METRICS_PORT: cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\)/,
  )
})

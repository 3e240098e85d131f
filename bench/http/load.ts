import { openConnection } from './raw-client.ts'

/** What the generator is asked to send: until `measureMs` have passed, or exactly `count` requests. */
export type Load = {
  port: number
  /** Whole HTTP requests, sent in turn; NUMBER stands for twelve digits that are never the same again. */
  requests: string[]
  connections: number
  status: number
  warmupMs: number
  measureMs?: number
  count?: number
}

/** `busy` is the generator's own share of its core: near 1, it is what is measured. */
export type LoadResult = { answers: number; seconds: number; bytesEach: number; busy: number }

export const NUMBER = 'NNNNNNNNNNNN'
let number = 0

/** The generator: a process of its own, one load after another. Tells 'measuring' when the warm-up is over. */
process.on('message', (load: Load) => {
  void generate(load).then(
    (result) => process.send?.(result),
    (error) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.on('disconnect', () => process.exit())

async function generate({ port, requests, connections, status, warmupMs, measureMs, count }: Load) {
  const templates = requests.map(toTemplate)
  let sent = 0
  let answers = 0
  let bytes = 0
  let measuring = false
  let open = true
  let wrong: string | undefined

  const nextRequest = () => {
    if (!open || wrong !== undefined || (count !== undefined && sent >= count)) return undefined
    return templates[sent++ % templates.length]?.()
  }
  const connected = Array.from({ length: connections }, (_, i) => {
    // Every connection is a visitor of its own, where the system has more than one loopback address.
    const localAddress = process.platform === 'linux' ? `127.0.0.${2 + i}` : undefined
    return openConnection({ port, ...(localAddress && { localAddress }) }, nextRequest, (answer) => {
      if (answer.status !== status) wrong ??= `${answer.status} instead of ${status}: ${answer.body().slice(0, 2_000)}`
      if (!measuring) return
      answers++
      bytes += answer.bytes
    })
  })
  const ended = Promise.all(connected)

  if (warmupMs > 0) await Promise.race([ended, sleep(warmupMs)])
  measuring = true
  process.send?.('measuring')
  const [startedAt, cpuBefore] = [process.hrtime.bigint(), process.cpuUsage()]
  await Promise.race([ended, ...(measureMs === undefined ? [] : [sleep(measureMs)])])
  measuring = false
  const micros = Number(process.hrtime.bigint() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  open = false
  await ended
  if (wrong !== undefined) throw new Error(`an answer was ${wrong}`)
  return { answers, seconds: micros / 1e6, bytesEach: bytes / answers, busy: (user + system) / micros }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Makes one request after another from a text in which only the number changes. */
function toTemplate(text: string): () => Buffer {
  const bytes = Buffer.from(text)
  const places: number[] = []
  for (let at = bytes.indexOf(NUMBER); at >= 0; at = bytes.indexOf(NUMBER, at + NUMBER.length)) places.push(at)
  if (places.length === 0) return () => bytes
  return () => {
    const copy = Buffer.from(bytes)
    const digits = String(number++).padStart(NUMBER.length, '0')
    for (const place of places) copy.write(digits, place)
    return copy
  }
}

/** Tells the bench the port of a server that listens, and then its usage whenever asked: after a collection for `gc`. */
export function tell(port) {
  process.on('message', (question) => {
    if (question === 'gc') globalThis.gc?.()
    const { user, system } = process.cpuUsage()
    const { rss, heapUsed, external } = process.memoryUsage()
    process.send?.({ cpuMicros: user + system, rssBytes: rss, heapBytes: heapUsed + external })
  })
  process.on('disconnect', () => process.exit())
  process.send?.({ port })
}

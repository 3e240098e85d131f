import { LRUCache } from 'lru-cache'
import type { Wish } from './workload.ts'

/** How many of the requests were answered from a cache of so many bytes whose entries live so long unless they are used. */
export type Play = (wishes: readonly Wish[], bounds: { maxBytes: number; ttlMs: number }) => number | Promise<number>

/** The package lru-cache, by size: whoever was not asked for longest goes. */
export const playLru: Play = (wishes, { maxBytes, ttlMs }) => {
  let nowMs = 0
  const cache = new LRUCache<string, { bytes: number; usedAt: number }>({
    maxSize: maxBytes,
    sizeCalculation: ({ bytes }) => bytes,
  })
  let hits = 0
  for (const { key, bytes, atMs } of wishes) {
    nowMs = atMs
    const known = cache.get(key)
    if (known && nowMs - known.usedAt < ttlMs) {
      hits++
      known.usedAt = nowMs
    } else cache.set(key, { bytes, usedAt: nowMs })
  }
  return hits
}

/** Whoever was asked for least often since it came goes, and of two alike the older; no use is ever forgotten. */
export const playLfu: Play = (wishes, { maxBytes, ttlMs }) => {
  const cache = new Map<string, { bytes: number; uses: number; usedAt: number }>()
  let held = 0
  let hits = 0
  for (const { key, bytes, atMs } of wishes) {
    const known = cache.get(key)
    if (known && atMs - known.usedAt < ttlMs) {
      hits++
      known.uses++
      known.usedAt = atMs
      continue
    }
    if (!known) held += bytes
    cache.set(key, { bytes, uses: (known?.uses ?? 0) + 1, usedAt: atMs })
    if (held > maxBytes) held -= evictLeast(cache, held - maxBytes, key)
  }
  return hits
}

/** Frees so many bytes and a fiftieth more, so that not every request looks at all of them. */
function evictLeast(
  cache: Map<string, { bytes: number; uses: number; usedAt: number }>,
  bytes: number,
  newest: string,
): number {
  const order = [...cache].sort(([, a], [, b]) => a.uses - b.uses || a.usedAt - b.usedAt)
  const wanted = bytes + order.reduce((sum, [, entry]) => sum + entry.bytes, 0) / 50
  let freed = 0
  for (const [key, entry] of order) {
    if (freed >= wanted) break
    if (key === newest) continue
    cache.delete(key)
    freed += entry.bytes
  }
  return freed
}

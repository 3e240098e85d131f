import { describe, expect, test, vi } from 'vitest'
import { describeEvents } from './contract.ts'
import { createMemoryEvents } from './memory.ts'

describeEvents('events in memory', () => createMemoryEvents())

describe('events in memory', () => {
  test('have reached every listener when publish returns', () => {
    const events = createMemoryEvents()
    const listener = vi.fn()
    events.subscribe(['queue'], listener)
    events.publish('queue')
    expect(listener).toHaveBeenCalledTimes(1)
  })

  test('tell their owner what a listener threw', () => {
    const onError = vi.fn()
    const events = createMemoryEvents(onError)
    const broken = new Error('a broken listener')
    events.subscribe(['picture:a'], () => {
      throw broken
    })
    events.publish('picture:a')
    expect(onError).toHaveBeenCalledWith(broken, 'picture:a')
  })

  test('keep nothing of 10,000 watchers that came and went', () => {
    const events = createMemoryEvents()
    const leave = Array.from({ length: 10_000 }, (_, i) => events.subscribe([`picture:${i}`, 'queue'], () => {}))
    expect(events.listenerCount()).toBe(20_000)
    for (const go of leave) go()
    expect(events.listenerCount()).toBe(0)
  })
})

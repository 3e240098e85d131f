import { describe, expect, test, vi } from 'vitest'
import { settle } from '../clock.fake.ts'
import type { Events } from './types.ts'

/** What every way of telling events must do; events of another process may take a moment, so each test lets them settle. */
export function describeEvents(name: string, create: () => Events) {
  describe(`${name} keeps the promises of events`, () => {
    test('a listener hears each publish to any of its topics, and none to others', async () => {
      const events = create()
      const listener = vi.fn()
      events.subscribe(['picture:a', 'queue'], listener)
      events.publish('picture:a')
      events.publish('queue')
      events.publish('picture:b')
      await settle()
      expect(listener).toHaveBeenCalledTimes(2)
    })

    test('a listener to all pictures hears which one, and nothing of the queue', async () => {
      const events = create()
      const listener = vi.fn()
      const leave = events.subscribe(['picture:*'], listener)
      events.publish('picture:a')
      events.publish('queue')
      events.publish('picture:b')
      await settle()
      expect(listener.mock.calls).toEqual([['picture:a'], ['picture:b']])
      leave()
      events.publish('picture:a')
      await settle()
      expect(listener).toHaveBeenCalledTimes(2)
    })

    test('after unsubscribing a listener hears nothing, and unsubscribing again harms nobody', async () => {
      const events = create()
      const [left, stayed] = [vi.fn(), vi.fn()]
      const leave = events.subscribe(['queue'], left)
      events.subscribe(['queue'], stayed)
      leave()
      leave()
      events.publish('queue')
      await settle()
      expect(left).not.toHaveBeenCalled()
      expect(stayed).toHaveBeenCalledTimes(1)
    })

    test('the same function subscribed twice is two listeners', async () => {
      const events = create()
      const listener = vi.fn()
      const leave = events.subscribe(['queue'], listener)
      events.subscribe(['queue'], listener)
      events.publish('queue')
      await settle()
      leave()
      events.publish('queue')
      await settle()
      expect(listener).toHaveBeenCalledTimes(3)
    })

    test('a listener that throws hurts neither the others nor the publisher', async () => {
      const events = create()
      const heard = vi.fn()
      events.subscribe(['queue'], () => {
        throw new Error('a broken listener')
      })
      events.subscribe(['queue'], heard)
      expect(() => events.publish('queue')).not.toThrow()
      await settle()
      expect(heard).toHaveBeenCalledTimes(1)
    })

    test('a listener that leaves or joins others while it hears does so cleanly', async () => {
      const events = create()
      const [leaving, late] = [vi.fn(), vi.fn()]
      const leave: (() => void)[] = []
      const once = events.subscribe(['queue'], () => {
        once()
        for (const go of leave) go()
        events.subscribe(['queue'], late)
      })
      leave.push(events.subscribe(['queue'], leaving))
      events.publish('queue')
      await settle()
      expect([leaving, late].map((f) => f.mock.calls.length)).toEqual([0, 0])
      events.publish('queue')
      await settle()
      expect([leaving, late].map((f) => f.mock.calls.length)).toEqual([0, 1])
    })
  })
}

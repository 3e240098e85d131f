import { expect, test } from 'vitest'
import { chainPath, leafAngle, pointOnLeaf } from './leaf-angle'

test('the bridge only ever comes down while the wait grows shorter', () => {
  for (let position = 1; position <= 40; position++) {
    for (let seconds = 1; seconds <= 900; seconds++) {
      expect(leafAngle('queued', position, seconds - 1)).toBeLessThanOrEqual(leafAngle('queued', position, seconds))
      expect(leafAngle('queued', position, seconds)).toBeLessThanOrEqual(leafAngle('queued', position + 1, seconds))
    }
  }
})

test('nobody is shown a bridge that is down before the drawing starts, nor one that is up once it has', () => {
  expect(leafAngle('queued', 1, 0)).toBeGreaterThan(0)
  expect(leafAngle('drawing')).toBe(0)
  expect(leafAngle('ready')).toBe(0)
})

test('an empty studio, a failed and a cancelled picture leave the bridge up', () => {
  const up = leafAngle(undefined)
  expect(up).toBeGreaterThan(leafAngle('queued', 1000, 900))
  expect(leafAngle('failed')).toBe(up)
  expect(leafAngle('cancelled')).toBe(up)
})

test('the chain is straight with the leaf down and hangs with the leaf up', () => {
  const hinge = { x: 400, y: 500 }
  const pulley = { x: 400, y: 300 }
  const length = Math.hypot(200, 200)
  const down = pointOnLeaf(hinge, 200, 0)
  expect(down).toEqual({ x: 200, y: 500 })
  expect(chainPath(pulley, down, length)).toBe('M400 300Q300 400 200 500')
  expect(chainPath(pulley, pointOnLeaf(hinge, 200, 70), length)).not.toContain('Q300 400')
})

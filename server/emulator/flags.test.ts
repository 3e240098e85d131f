import { describe, expect, test } from 'vitest'
import { parseFaults, parseRange, parseWhole } from './flags.ts'

describe('emulator flags', () => {
  test('ranges, faults and numbers are read as the contract writes them', () => {
    expect(parseRange('0-150')).toEqual([0, 150])
    expect(parseRange('20')).toEqual([20, 20])
    expect(parseFaults('429:0.01,500:0.01,hang:0.001')).toEqual({ 429: 0.01, 500: 0.01, hang: 0.001 })
    expect(parseFaults('none')).toEqual({})
    expect(parseWhole('4000', 0, 65_535)).toBe(4000)
  })

  test('what is wrong is answered with what is allowed', () => {
    for (const text of ['', '-5', '5-', '9-3', 'fast', '1.5-2']) {
      expect(() => parseRange(text), text).toThrow('allowed: FROM-TO in milliseconds')
    }
    for (const text of ['429', '429:', '429:x', ',', '429:0.1;500:0.1']) {
      expect(() => parseFaults(text), text).toThrow('allowed: NAME:PROBABILITY')
    }
    expect(() => parseFaults('nonsense:0.1')).toThrow('unknown fault "nonsense"')
    for (const text of ['', '-1', '70000', '1e3', '0x10']) {
      expect(() => parseWhole(text, 0, 65_535), text).toThrow('allowed: a whole number from 0 to 65535')
    }
  })
})

import { describe, expect, it } from 'vitest'
import { parseResponse } from './raw-client.ts'

const head = (status: number, headers: string[]) => `HTTP/1.1 ${status} Any\r\n${headers.join('\r\n')}\r\n\r\n`
const whole = head(200, ['Content-Length: 5', 'Date: now'])
const chunked = `${head(207, ['transfer-encoding: chunked'])}5\r\nhello\r\n6\r\n\r\n0\r\n\r\r\n0\r\n\r\n`

describe('the client of the load generator', () => {
  it('knows the end of a body by its length, and its status', () => {
    expect(parseResponse(Buffer.from(`${whole}helloHTTP/1.1`))).toEqual({ status: 200, end: whole.length + 5 })
  })

  it('knows the end of a chunked body, also when the body looks like an end', () => {
    expect(parseResponse(Buffer.from(chunked))).toEqual({ status: 207, end: chunked.length })
  })

  it('knows that a 304 has no body', () => {
    const notModified = head(304, ['ETag: "x"', 'Content-Length: 100000'])
    expect(parseResponse(Buffer.from(notModified))).toEqual({ status: 304, end: notModified.length })
  })

  it('waits for the rest of an answer that came in pieces', () => {
    for (const answer of [`${whole}hello`, chunked]) {
      const cuts = Array.from({ length: answer.length }, (_, i) => parseResponse(Buffer.from(answer.slice(0, i))))
      expect(cuts.every((cut) => cut === undefined)).toBe(true)
    }
  })

  it('throws rather than count what it cannot read', () => {
    expect(() => parseResponse(Buffer.from(`${head(200, [])}no end in sight\r\n`))).toThrow(/neither/)
  })
})

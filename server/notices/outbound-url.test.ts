import { describe, expect, test } from 'vitest'
import { parseOutboundUrl } from './outbound-url.ts'

const parse = (text: string, allowed: string[] = []) => parseOutboundUrl(text, new Set(allowed), 'url')

describe('an address somebody asks us to call', () => {
  test.each([
    ['https://example.org/hooks?of=me#part', 'https://example.org/hooks?of=me'],
    ['HTTPS://EXAMPLE.org', 'https://example.org/'],
    ['http://8.8.8.8:8080/', 'http://8.8.8.8:8080/'],
  ])('%s is called as %s', (text, called) => expect(parse(text)).toBe(called))

  test.each([
    'ftp://example.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'gopher://example.org/',
    '//example.org/',
    'example.org',
    '',
    'https://user@example.org/',
    'https://user:password@example.org/',
    'http://localhost/',
    'http://LOCALHOST.:3000/',
    'http://api.localhost/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data/',
    `https://example.org/${'a'.repeat(2048)}`,
  ])('%s is refused, naming the field', (text) => {
    expect(() => parse(text)).toThrowError(
      expect.objectContaining({ kind: 'invalid', reason: 'input', facts: { field: 'url' } }),
    )
  })

  test('a host the operator allows may be anywhere, and no other with it', () => {
    expect(parse('http://127.0.0.1:9000/', ['127.0.0.1'])).toBe('http://127.0.0.1:9000/')
    expect(parse('http://localhost/', ['localhost'])).toBe('http://localhost/')
    expect(() => parse('http://127.0.0.2/', ['127.0.0.1'])).toThrow('public internet')
    expect(() => parse('http://user@127.0.0.1/', ['127.0.0.1'])).toThrow('password')
  })
})

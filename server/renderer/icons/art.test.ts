import { expect, it } from 'vitest'
import { renderPicture } from '../render-picture.ts'
import { art } from './art.ts'

it('no icon has a filter that can end the process: this placement of this one did', async () => {
  for (const icon of new Set([...art().english.values(), ...art().foreign.values()])) {
    expect(art().body(icon)).not.toContain('arithmetic')
  }
  const size = { width: 1024, height: 1024 }
  const drawn = await renderPicture({
    words: 'a lion on a hill 1440',
    seed: 2897425462,
    ...size,
    style: 'illustration',
  })
  expect(drawn).toMatchObject(size)
}, 30_000)

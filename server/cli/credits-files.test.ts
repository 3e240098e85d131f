import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { creditsFiles } from './credits-files.ts'
import { shippedPackages } from './shipped-packages.ts'

describe('the credits', () => {
  it.each(creditsFiles())('$path names what is shipped now (else: npm run credits)', ({ path, text }) => {
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  it('name every package that package.json asks for, each with a licence', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
    const shipped = shippedPackages()
    expect(shipped.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(dependencies)))
    expect(shipped.filter(({ licence }) => licence === '')).toEqual([])
  })

  it('leave out what only tests and builds of this repository need', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
    const names = new Set(shippedPackages().map(({ name }) => name))
    expect(Object.keys(devDependencies).filter((name) => names.has(name))).toEqual([])
  })

  it('keep every copyright line of every licence text', () => {
    const notices = creditsFiles().find(({ path }) => path.endsWith('notices.txt'))?.text ?? ''
    const lines = shippedPackages()
      .flatMap(({ texts }) => texts)
      .flatMap((text) => text.split('\n'))
      .filter((line) => /copyright.*(\(c\)|©|\d{4})/i.test(line))
      .map((line) => line.trim())
    expect(lines.length).toBeGreaterThan(100)
    expect(lines.filter((line) => !notices.includes(line))).toEqual([])
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const SPOKEN = new Set([
  'alt',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'label',
  'placeholder',
  'title',
])
/** Words of no language. */
const NAMES =
  /\b(Drawbridge|GitHub|Google|OpenAPI|JavaScript|Python|HTTP|JSON|WebP|PNG|UTC|(GET|POST|DELETE) \/\S+)(?!\w)/g

const hasWords = (text: string) => /\p{L}{2,}/u.test(text.replaceAll(NAMES, ''))
const isSentence = (text: string) => /^\p{Lu}.*\s\S+\s.*[.!?…]$/su.test(text.trim())

/** What a component would say without asking the catalogue: words between tags or in a spoken attribute, whole sentences. */
function bareWords(source: ts.SourceFile): string[] {
  const found: string[] = []
  const visit = (node: ts.Node) => {
    // Who reads an error is a developer.
    if (ts.isThrowStatement(node)) return
    if (ts.isJsxText(node) && hasWords(node.text)) found.push(node.text.trim())
    if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText(source))) {
      const { initializer } = node
      if (initializer && ts.isStringLiteral(initializer) && hasWords(initializer.text)) found.push(initializer.text)
    }
    if (ts.isStringLiteralLike(node) && isSentence(node.text)) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const parse = (name: string, text: string) =>
  ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)

test('no page and no component holds words of its own: all of them come from the catalogue', () => {
  const files = ['app', 'components'].flatMap((folder) =>
    readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.(test|fixture)\.tsx?$|\broute\.ts$/.test(name))
      .map((name) => join(folder, name)),
  )
  expect(files.length).toBeGreaterThan(150)
  const found = files.flatMap((name) => {
    const words = bareWords(parse(name, readFileSync(resolve(ROOT, name), 'utf8')))
    return words.map((text) => `${name}: ${text}`)
  })
  expect(found).toEqual([])
})

test('words between tags, in spoken attributes and in whole sentences are found', () => {
  const text = `const a = <p title="A hint">Hello {name}<b aria-label={t('x')} className="grid gap-4" /></p>
    const b = say('This is a sentence.')
    throw new Error('Nobody reads this one.')`
  expect(bareWords(parse('some.tsx', text))).toEqual(['A hint', 'Hello', 'This is a sentence.'])
})

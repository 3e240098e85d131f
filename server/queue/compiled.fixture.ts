import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** What modules find by their own place. */
const BESIDE = ['node_modules', 'db/migrations']

/**
 * Writes a module and all of ours that it imports as plain JavaScript into a new folder and returns the module's path there:
 * started a hundred times, it takes a third of the CPU that compiling at each start takes. The folder goes with this process.
 */
export function compileOnce(module: URL): string {
  const out = mkdtempSync(join(tmpdir(), 'drawbridge-compiled-'))
  process.once('exit', () => rmSync(out, { recursive: true, force: true }))
  writeFileSync(join(out, 'package.json'), '{"type":"module"}')
  const pathOf = (source: string) => join(out, relative(ROOT, source)).replace(/\.ts$/, '.js')
  const waiting = [fileURLToPath(module)]
  for (const source of waiting) {
    const code = readFileSync(source, 'utf8')
    mkdirSync(dirname(pathOf(source)), { recursive: true })
    const { outputText } = ts.transpileModule(code, {
      compilerOptions: {
        ...{ module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
        ...{ rewriteRelativeImportExtensions: true, verbatimModuleSyntax: false },
      },
    })
    writeFileSync(pathOf(source), outputText)
    for (const { fileName } of ts.preProcessFile(code).importedFiles) {
      const imported = join(dirname(source), fileName)
      if (fileName.startsWith('.') && !waiting.includes(imported)) waiting.push(imported)
    }
  }
  for (const name of BESIDE) {
    mkdirSync(dirname(join(out, name)), { recursive: true })
    if (!existsSync(join(out, name))) symlinkSync(join(ROOT, name), join(out, name))
  }
  return join(out, relative(ROOT, fileURLToPath(module))).replace(/\.ts$/, '.js')
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { creditsFiles } from './credits-files.ts'

/** npm run credits: names what is shipped for /docs/credits. To be run whenever package-lock.json or NOTICES.md changed. */
for (const { path, text } of creditsFiles()) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  console.log(path)
}

import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { commandEnvironment } from '../config.ts'
import { buildIfNeeded } from './build-if-needed.ts'
import { runChecks } from './checks.ts'
import { ensureBrowser } from './find-browser.ts'
import { type Ran, runCommand } from './run-command.ts'

/** npm test: the checks, every unit and contract test, then the browser. The last line adds up all of them. */
const unitReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() })
const e2eReport = z.object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }) })
const scratch = mkdtempSync(join(tmpdir(), 'drawbridge-test-'))
const total = { passed: 0, failed: 0 }

const checks = await runChecks()
for (const check of checks) report(check, { passed: check.code === 0 ? 1 : 0, failed: check.code === 0 ? 0 : 1 })

const unitJson = join(scratch, 'unit.json')
const unit = await runCommand(
  'unit and contract tests',
  'node_modules/.bin/vitest',
  ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitJson}`],
  commandEnvironment({ CI: '1' }),
)
report(unit, count(unit, unitJson, unitCounts))

await ensureBrowser()
await buildIfNeeded()
const e2eJson = join(scratch, 'e2e.json')
const e2e = await runCommand(
  'browser tests',
  'node_modules/.bin/playwright',
  ['test', '--reporter=line,json'],
  commandEnvironment({ CI: '1', PLAYWRIGHT_JSON_OUTPUT_NAME: e2eJson }),
)
report(e2e, count(e2e, e2eJson, e2eCounts))

console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

type Counts = { passed: number; failed: number }

function unitCounts(json: unknown): Counts {
  const { numPassedTests, numFailedTests } = unitReport.parse(json)
  return { passed: numPassedTests, failed: numFailedTests }
}

/** A test that passes only when tried again has failed. */
function e2eCounts(json: unknown): Counts {
  const { expected, unexpected, flaky } = e2eReport.parse(json).stats
  return { passed: expected, failed: unexpected + flaky }
}

/** A runner that failed without naming a failed test (a crash, a syntax error) still counts as one failure. */
function count(ran: Ran, file: string, read: (json: unknown) => Counts): Counts {
  try {
    const counts = read(JSON.parse(readFileSync(file, 'utf8')))
    return ran.code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function report(ran: Ran, { passed, failed }: Counts) {
  total.passed += passed
  total.failed += failed
  console.log(`${ran.code === 0 ? 'ok  ' : 'FAIL'} ${ran.name}: ${passed} passed, ${failed} failed (${ran.seconds} s)`)
  if (ran.code !== 0) console.log(ran.output.slice(-12_000))
}

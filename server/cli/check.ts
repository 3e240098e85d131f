import { runChecks } from './checks.ts'

/** npm run check */
const checks = await runChecks()
for (const { name, code, output, seconds } of checks) {
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  if (code !== 0) console.log(output)
}
process.exitCode = checks.some((check) => check.code !== 0) ? 1 : 0

import { commandEnvironment } from '../config.ts'
import { type Ran, runCommand } from './run-command.ts'

const BIN = 'node_modules/.bin'

/** Format and lint, types, unused code, and the rooms' import directions; side by side, no database. */
export async function runChecks(): Promise<Ran[]> {
  const env = commandEnvironment({})
  return await Promise.all([
    runCommand('format and lint', `${BIN}/biome`, ['check', '--error-on-warnings'], env),
    runCommand('types', `${BIN}/tsc`, ['--noEmit'], env),
    runCommand('unused code', `${BIN}/knip`, ['--no-progress'], env),
    runCommand(
      'import directions',
      `${BIN}/depcruise`,
      ['--output-type', 'err', 'app', 'components', 'server', 'db'],
      env,
    ),
  ])
}

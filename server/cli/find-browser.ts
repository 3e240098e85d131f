import { accessSync, constants, existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { commandEnvironment } from '../config.ts'
import { runCommand } from './run-command.ts'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** A system Chromium if there is one, else Playwright's own if it was downloaded before. */
export function findBrowser(): string | undefined {
  return [...SYSTEM, chromium.executablePath()].find((path) => path !== '' && existsSync(path) && isExecutable(path))
}

/** Finds a browser or installs one: Playwright's download, else the system's package manager. Throws what to do if neither works. */
export async function ensureBrowser(): Promise<string> {
  const found = findBrowser()
  if (found) return found
  const env = commandEnvironment({ DEBIAN_FRONTEND: 'noninteractive' })
  console.error('no Chromium found: installing one')
  await runCommand('playwright', 'node_modules/.bin/playwright', ['install', 'chromium'], env)
  if (!findBrowser() && existsSync('/usr/bin/apt-get')) {
    await runCommand('apt-get', '/usr/bin/apt-get', ['update', '-q'], env)
    await runCommand('apt-get', '/usr/bin/apt-get', ['install', '-yq', 'chromium'], env)
  }
  const installed = findBrowser()
  if (!installed)
    throw new Error('no Chromium could be installed: install one (Debian: apt-get install chromium) and try again')
  return installed
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

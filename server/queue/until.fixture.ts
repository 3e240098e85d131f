import { settle } from '../clock.fake.ts'

/** Waits, by turns of the event loop, until real disks and databases have brought about `holds`; fails after 25 s. */
export async function until(what: string, holds: () => boolean | Promise<boolean>) {
  const end = Date.now() + 25_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`never came about: ${what}`)
    await settle(1)
  }
}

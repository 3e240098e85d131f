import { randomBytes } from 'node:crypto'
import { createDiskStorage } from './disk.ts'

// A process for the test to kill: puts pictures into the directory it is given, and says so after each few.
const storage = createDiskStorage({ dir: process.argv[2] ?? '' })
for (;;) {
  await Promise.all(Array.from({ length: 4 }, () => storage.put(randomBytes(500_000))))
  process.stdout.write('.')
}

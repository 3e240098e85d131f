import { buildIfNeeded } from '../server/cli/build-if-needed.ts'

export default buildIfNeeded

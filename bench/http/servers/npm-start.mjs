import { tell } from './tell.mjs'

/** What npm start runs, on a port and data folder of its own. */
const { dataDir, port } = JSON.parse(process.argv[2] ?? '{}')
Object.assign(process.env, { DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'silent' })
await import('../../../server/cli/start.mjs')
tell(port)

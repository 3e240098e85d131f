import { PGlite } from '@electric-sql/pglite'
import { openPglite } from '../pglite.ts'
import { describeQueries } from './contract.ts'

describeQueries('Postgres (PGlite)', async () => openPglite(await PGlite.create()))

import { defineConfig } from 'drizzle-kit'

/** `npm run db:generate` runs this twice, so that both dialects' migrations stay in step with db/tables.ts. */
const postgres = process.env.DIALECT === 'postgres'

export default defineConfig(
  postgres
    ? { dialect: 'postgresql', schema: './db/schema.postgres.ts', out: './db/migrations/postgres' }
    : { dialect: 'sqlite', schema: './db/schema.sqlite.ts', out: './db/migrations/sqlite' },
)

/** What identity needs of a logger: pino's own shape. */
export type Log = {
  debug(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

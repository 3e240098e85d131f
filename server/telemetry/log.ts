import { type Logger, pino } from 'pino'

export type Log = Logger

/** Structured logs on standard output, one JSON object a line. Secrets are never passed to it; known holders are cut. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    serializers: { error: pino.stdSerializers.err },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['req.headers', '*.apiKey', '*.apiKeys', '*.password', '*.token', '*.secret'], censor: '[cut]' },
  })
}

import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'

export type Log = Logger

/** Structured logs on standard output or `to`, one JSON object a line. Secrets are never passed to it; known holders are cut. */
export function createLog(level: string, to?: DestinationStream): Log {
  const options: LoggerOptions = {
    level,
    base: null,
    serializers: { error: pino.stdSerializers.err },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['req.headers', '*.apiKey', '*.apiKeys', '*.password', '*.token', '*.secret'], censor: '[cut]' },
  }
  return to ? pino(options, to) : pino(options)
}

import { type Logger, pino } from 'pino';
import type { Config } from '../config/config.ts';

/** JSON lines on stdout. Tokens are kept out by name, whatever is logged. */
export function logger(config: Pick<Config, 'logLevel'>, room: string): Logger {
  return pino({
    level: config.logLevel,
    base: { room },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['*.token', '*.botToken', '*.signingSecret', '*.authorization', 'headers.authorization'],
      censor: '[secret]',
    },
  });
}

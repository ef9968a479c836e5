import { type Logger, pino } from 'pino';
import type { Config } from '../config/config.ts';
import type { Log, LogFields } from '../domain/ports/log.ts';
import { type LogLines, standardOutput } from './log-lines.ts';
import { redactorOf } from './redactor.ts';

/** The log of a process. */
export interface ProcessLog extends Log {
  /**
   * A line with JSON as it is, in a field that is called like the message. For what was redacted before it was stored:
   * it isn't searched once more.
   */
  json(message: string, text: string): void;
}

/**
 * JSON lines, on stdout unless said otherwise: `level`, `time` (ISO), `room`, the line's fields, `msg`. The only way to
 * pino is through the redactor, for fields (errors with their stacks and causes included) and messages alike.
 */
export function logger(
  config: Pick<Config, 'logLevel'> & Partial<Pick<Config, 'secrets'>>,
  room: string,
  destination: LogLines = standardOutput(),
): ProcessLog {
  const redactor = redactorOf({ secrets: config.secrets ?? [] });
  const lines: Logger = pino(
    {
      level: config.logLevel,
      base: { room },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // Errors are plain data already: pino would rewrite what it finds under this name.
      serializers: { err: (error: unknown) => error },
    },
    destination,
  );
  const at = (level: 'info' | 'warn' | 'error') => (fields: LogFields, message: string) => {
    if (lines.isLevelEnabled(level))
      lines[level]({ ...own(redactor.value(fields)) }, '%s', redactor.text(message));
    // What went wrong may be the last that this process says.
    if (level !== 'info') destination.hurry();
  };
  return {
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    json(message, text) {
      if (!lines.isLevelEnabled('info')) return;
      const begin = JSON.stringify({ level: 'info', time: new Date().toISOString(), room }).slice(0, -1);
      const name = JSON.stringify(message);
      destination.write(`${begin},${name}:${text},"msg":${name}}\n`);
    },
  };
}

/** Names that pino writes itself: a field of that name would stand twice in the line. */
const OWN = new Set(['level', 'time', 'msg']);

const own = (fields: unknown): Record<string, unknown> =>
  typeof fields === 'object' && fields !== null
    ? Object.fromEntries(
        Object.entries(fields).map(([name, fact]) => [OWN.has(name) ? `_${name}` : name, fact]),
      )
    : {};

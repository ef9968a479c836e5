import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../domain/ports/log.ts';

/** Bolt's words in our own log, which passes the redactor; nothing below a warning. */
export function boltLogger(log: Log): Logger {
  const said = (words: readonly unknown[]): string =>
    words.map((word) => (word instanceof Error ? word.message : String(word))).join(' ');
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...words: unknown[]) => log.warn({ from: 'bolt' }, said(words)),
    error: (...words: unknown[]) => log.error({ from: 'bolt' }, said(words)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

import type { Run } from '../run/run.ts';

/**
 * Facts beside a log line. The named ones mean the same everywhere, so that one search finds a run's or a request's
 * whole way through bots and workers. Never put a secret here; what slips in is redacted.
 */
export interface LogFields {
  /** Which part of the product speaks: `bot`, `worker`, `all`, `doctor`. */
  readonly room?: string;
  /** A run's id. */
  readonly run?: string;
  /** Its number, as people say it. */
  readonly number?: number;
  /** The step at work. */
  readonly step?: string;
  /** What set this off: the id of Slack's request, of an alarm or of a schedule. */
  readonly correlation?: string;
  readonly [fact: string]: unknown;
}

/** Structured logging: facts, and a message without them. Never throws. */
export interface Log {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

/** A log that adds these fields to every line; a line's own ones win. */
export const childLog = (log: Log, fields: LogFields): Log => ({
  info: (own, message) => log.info({ ...fields, ...own }, message),
  warn: (own, message) => log.warn({ ...fields, ...own }, message),
  error: (own, message) => log.error({ ...fields, ...own }, message),
});

/** The fields that name a run, and what set it off. */
export const runFields = ({
  request,
  number,
  step,
}: Pick<Run, 'request' | 'number' | 'step'>): LogFields => ({
  run: request.id,
  number,
  ...(step === undefined ? {} : { step }),
  ...(request.correlation === undefined ? {} : { correlation: request.correlation }),
});

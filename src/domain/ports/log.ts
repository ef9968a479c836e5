/** Facts beside a log line. Never secrets. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Structured logging; pino's loggers fit. */
export interface Log {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

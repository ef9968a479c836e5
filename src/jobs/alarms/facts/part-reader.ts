import type { DurationMs } from '../../../domain/clock.ts';
import type { Fault } from '../../../domain/fault/fault.ts';
import { logFault, type OnFailure } from '../../../domain/fault/log-fault.ts';
import { inTime } from '../../../domain/in-time.ts';
import type { Log, LogFields } from '../../../domain/ports/log.ts';
import type { Result } from '../../../domain/result.ts';

/** Reads parts that don't depend on each other: none throws, and none holds up another. */
export interface PartReader {
  /** What was read; undefined where it couldn't be, or not in time. `what` is then among the unknown. */
  read<T>(what: string, patience: DurationMs, ask: () => Promise<Result<T, Fault>>): Promise<T | undefined>;
  /** What couldn't be read, in the order in which it was asked for. */
  unknown(): readonly string[];
}

/** A reader of parts, which logs why something couldn't be read. `fields` say what they are read for. */
export function partReader(
  { log, onFailure }: { readonly log: Log; readonly onFailure: OnFailure },
  fields: LogFields,
): PartReader {
  const parts: { readonly what: string; state: 'asked' | 'read' | 'unknown' }[] = [];
  return {
    async read(what, patience, ask) {
      const part: (typeof parts)[number] = { what, state: 'asked' };
      parts.push(part);
      const answer = await inTime(
        ask().catch((error: unknown): 'threw' => {
          onFailure(`${what} could not be read for an alarm`, error, fields);
          return 'threw';
        }),
        patience,
      );
      if (answer !== 'late' && answer !== 'threw' && answer.ok) {
        part.state = 'read';
        return answer.value;
      }
      part.state = 'unknown';
      const said = `${what} could not be read for an alarm`;
      if (answer === 'late') log.warn({ ...fields, patience }, `${said} in time`);
      else if (answer !== 'threw' && !answer.ok) logFault(log, answer.fault, fields, said);
      return undefined;
    },
    unknown: () => [...new Set(parts.flatMap(({ what, state }) => (state === 'unknown' ? [what] : [])))],
  };
}

import type { DurationMs } from '../../domain/clock.ts';
import type { OnFailure } from '../../domain/fault/log-fault.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { Exported } from './export-head.ts';

/** What the keeper of the audit does now and then. */
export interface KeeperParts {
  /** One for each place in which heads are kept. */
  readonly exports: readonly (() => Promise<Exported>)[];
  readonly cutOld: () => Promise<number | undefined>;
  readonly every: DurationMs;
  readonly log: Log;
  readonly onFailure: OnFailure;
}

/** Exports the chain's head and cuts what is too old, now and then until stopped, and exports once more then. */
export function startAuditKeeper(parts: KeeperParts): { stop(): Promise<void> } {
  let current: Promise<unknown> = Promise.resolve();
  const attempt = (what: string, act: () => Promise<unknown>) =>
    act().catch((error: unknown) => parts.onFailure(what, error));
  const exportTo = (act: () => Promise<Exported>): Promise<unknown> =>
    attempt("the audit's head could not be exported", async () => {
      const made = await act();
      if (made.kind !== 'broken') return;
      const facts = { exported: made.exported, head: made.head };
      parts.log.error(facts, 'the audit has lost what was exported of it: somebody changed it in Redis');
    });
  const exported = (): Promise<unknown> => Promise.all(parts.exports.map(exportTo));
  const turn = (): void => {
    current = current.then(exported).then(() => attempt('the audit could not be cut', parts.cutOld));
  };
  turn();
  const timer = setInterval(turn, parts.every);
  return {
    async stop() {
      clearInterval(timer);
      await current;
      await exported();
    },
  };
}

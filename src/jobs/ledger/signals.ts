import type { Redis } from 'ioredis';
import type { Clock } from '../../domain/clock.ts';
import { RunId } from '../../domain/ids.ts';
import type { RunSignals } from '../../domain/ports/run-signals.ts';
import { next } from '../../domain/run/state.ts';
import type { Keys } from './keys.ts';
import type { Change, Ledger } from './ledger.ts';

/** What the signals need. `enqueue` may fail: the sweeper finds the run. */
export interface SignalParts {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly enqueue: (id: RunId) => Promise<void>;
}

/** People's answers to parked runs, stored in the script that checks that the run is still parked. */
export function runSignals({ redis, keys, ledger, clock, enqueue }: SignalParts): RunSignals {
  return {
    async answer(number, answer, by) {
      const found = await redis.hget(keys.numbers, String(number));
      const run = found === null ? undefined : await ledger.peek(RunId.parse(found));
      if (!run) return { kind: 'unknown-run' };
      const { state, request } = run;
      if (state.status !== 'parked') return { kind: 'not-parked' };
      const at = clock.now();
      const step = state.parked.step;
      const change = (): Change => {
        if (answer === 'abandon') {
          const outcome = {
            kind: 'cancelled',
            reason: `abandoned by <@${by.user}>; what ECS has begun goes on`,
          } as const;
          const ended = next(state, { kind: 'end', outcome, at });
          return { ...(ended ? { state: ended } : {}), events: [{ kind: 'end', at, outcome }], due: 'never' };
        }
        const queued = next(state, { kind: 'answer' });
        return {
          ...(queued ? { state: queued } : {}),
          journal: [{ kind: 'answer', step, at, by: `${by.team}/${by.user}`, verdict: answer }],
          remark: '',
          due: 0,
        };
      };
      const written = await ledger.write(request.id, { parked: true }, change());
      if (written === 'fenced') return { kind: 'not-parked' };
      if (answer !== 'abandon') await enqueue(request.id).catch(() => undefined);
      return { kind: 'taken' };
    },
  };
}

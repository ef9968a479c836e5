import type { Redis } from 'ioredis';
import { z } from 'zod';
import { acceptedEntry } from '../../domain/audit/run-entries.ts';
import type { Clock, DurationMs } from '../../domain/clock.ts';
import type { HoldName } from '../../domain/hold/hold.ts';
import { RunId, RunNumber } from '../../domain/ids.ts';
import type { Accepted, RunIntake } from '../../domain/ports/run-intake.ts';
import type { Signer } from '../../domain/ports/signing.ts';
import { redacted, redactedOnce } from '../../domain/redaction/redacted.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';
import type { RunRequest } from '../../domain/run/run.ts';
import { lockName } from '../../domain/target/service.ts';
import { type OnEntry, type Sealed, sealClean, tellAppended } from '../audit/sealed.ts';
import { HoldText } from './hold-record.ts';
import type { Keys } from './keys.ts';
import { redisClock } from './redis-clock.ts';
import { readRun } from './run-record.ts';
import { accept } from './scripts/accept.ts';

/** What the intake needs. `redis` must fail fast; `enqueue` may fail: the sweeper finds the run. */
export interface IntakeParts {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly clock: Clock;
  /** How long a person waits to hear "stored". */
  readonly limit: DurationMs;
  readonly dedupe: DurationMs;
  /** How long ended runs are kept. */
  readonly retention: DurationMs;
  /** Keeps secrets that a person typed out of the store. */
  readonly redactor: Redactor;
  /** Signs every request; absent: nothing is signed. */
  readonly signer?: Signer | undefined;
  readonly enqueue: (id: RunId) => Promise<void>;
  readonly onFailure: (what: string, error: unknown) => void;
  readonly onEntry?: OnEntry | undefined;
}

const Answer = z.union([
  z.tuple([z.enum(['accepted', 'duplicate']), RunNumber, RunId], z.string()),
  z.tuple([z.literal('held'), RunId], HoldText),
  z.tuple([z.literal('stopped')], HoldText),
  z.tuple([z.literal('late')]),
]);

/**
 * The door for runs. "Accepted" is said only when the script has answered that the run is stored. The deadline
 * travels with the request on Redis's own clock, so a request that was stuck on the way isn't stored after the
 * person was told that it wasn't confirmed.
 */
export function runIntake(parts: IntakeParts): RunIntake {
  const { redis, keys, clock, limit } = parts;
  const redisNow = redisClock(redis, clock);
  const cleanTarget = redactedOnce<RunRequest['target']>(parts.redactor);
  const cleanStep = redactedOnce<RunRequest['plan'][number]>(parts.redactor);

  const tellOf = (places: readonly string[], sealed: readonly Sealed[]): void => {
    try {
      tellAppended(places, sealed, parts.onEntry);
    } catch (error) {
      parts.onFailure('an entry of the audit could not be told of', error);
    }
  };

  async function store(
    request: RunRequest,
    dedupeKey: string,
    stoppers: readonly HoldName[],
    takesOver: readonly string[],
  ): Promise<Accepted> {
    const asked = clock.now();
    const deadline = (await redisNow()) + limit - (clock.now() - asked);
    const { target, plan, ...said } = request;
    const clean: RunRequest = {
      ...redacted(parts.redactor, said),
      target: cleanTarget(target),
      plan: plan.map(cleanStep),
    };
    const sealed = sealClean(acceptedEntry(clean));
    const text = JSON.stringify(clean);
    const signature = await parts.signer?.sign('request', text);
    const raw = await accept.run(
      redis,
      [
        keys.run(request.id),
        keys.dedupe(dedupeKey),
        keys.lastNumber,
        keys.lock(lockName(request.target)),
        keys.due,
        keys.notices,
        keys.byTime,
        keys.live,
        keys.byTarget(lockName(request.target)),
        keys.holds,
        keys.audit,
        keys.auditHead,
      ],
      [
        request.id,
        text,
        deadline,
        parts.dedupe,
        JSON.stringify({ status: 'queued' }),
        keys.changes,
        keys.numberPrefix,
        parts.retention,
        request.origin.channel,
        keys.runPrefix,
        JSON.stringify(takesOver),
        sealed.entry,
        sealed.begun,
        signature ?? '',
        ...stoppers,
      ],
    );
    const answer = Answer.parse(raw);
    switch (answer[0]) {
      case 'accepted':
      case 'duplicate': {
        const [, , , ...places] = answer;
        // Whoever asked is answered first: what is told here is stored already.
        setImmediate(tellOf, places, [sealed]);
        return { kind: answer[0], number: answer[1], id: answer[2] };
      }
      case 'stopped': {
        const [, ...stoppedBy] = answer;
        return { kind: 'stopped', stoppedBy };
      }
      case 'late':
        return { kind: 'unconfirmed' };
      case 'held': {
        const [, id, ...stoppedBy] = answer;
        const holder = readRun(await redis.hgetall(keys.run(id)));
        return holder
          ? { kind: 'held', by: holder.number, operation: holder.request.operation, stoppedBy }
          : { kind: 'unconfirmed' };
      }
    }
  }

  return {
    async accept(request, dedupeKey, stoppers, takesOver = []) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<Accepted>((resolve) => {
        timer = setTimeout(() => resolve({ kind: 'unconfirmed' }), limit);
      });
      const stored = store(request, dedupeKey, stoppers, takesOver).catch((error: unknown): Accepted => {
        parts.onFailure('a request could not be stored', error);
        return { kind: 'unconfirmed' };
      });
      const accepted = await Promise.race([stored, late]);
      clearTimeout(timer);
      if (accepted.kind === 'accepted') {
        parts
          .enqueue(accepted.id)
          .catch((error: unknown) => parts.onFailure('a run waits for the sweeper', error));
      }
      return accepted;
    },
  };
}

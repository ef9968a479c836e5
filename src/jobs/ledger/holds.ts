import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { DurationMs } from '../../domain/clock.ts';
import { holdName } from '../../domain/hold/hold.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { Holds } from '../../domain/ports/holds.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';
import { HoldText } from './hold-record.ts';
import type { Keys } from './keys.ts';
import { allHolds, liftHold, placeHold, standingHolds } from './scripts/holds.ts';

const PlaceAnswer = z.union([
  z.tuple([z.literal('replaced'), HoldText, HoldText]),
  z.tuple([z.enum(['placed', 'standing']), HoldText]),
  z.tuple([z.enum(['over', 'duplicate'])]),
]);
const LiftAnswer = z.union([
  z.tuple([z.literal('lifted'), HoldText]),
  z.tuple([z.enum(['none', 'duplicate'])]),
]);

/** What the holds keep to. */
export interface HoldRules {
  /** For how long a request that comes again is known. */
  readonly dedupe: DurationMs;
  /** Keeps secrets that a person typed out of the store. */
  readonly redactor: Redactor;
}

/** Freezes and locks on Redis. */
export function redisHolds(redis: Redis, keys: Keys, { dedupe, redactor }: HoldRules): Holds {
  const known = (request: string): string =>
    keys.dedupe(`hold/${createHash('sha256').update(request).digest('hex')}`);
  return {
    async place(hold, request) {
      const answer = PlaceAnswer.parse(
        await placeHold.run(
          redis,
          [keys.holds, known(request)],
          [holdName(hold), JSON.stringify(redactor.value(hold)), asker(hold.by), dedupe, keys.changes],
        ),
      );
      switch (answer[0]) {
        case 'placed':
        case 'standing':
          return { kind: answer[0], hold: answer[1] };
        case 'replaced':
          return { kind: 'replaced', hold: answer[1], was: answer[2] };
        case 'over':
        case 'duplicate':
          return { kind: answer[0] };
      }
    },
    async lift(kind, scope, request) {
      const args = [holdName({ kind, scope }), dedupe, keys.changes];
      const answer = LiftAnswer.parse(await liftHold.run(redis, [keys.holds, known(request)], args));
      return answer[0] === 'lifted' ? { kind: 'lifted', hold: answer[1] } : { kind: answer[0] };
    },
    async all() {
      const holds = HoldText.array().parse(await allHolds.run(redis, [keys.holds], []));
      return holds.sort((a, b) => a.since - b.since);
    },
    async standing(names) {
      return HoldText.array().parse(await standingHolds.run(redis, [keys.holds], names));
    },
  };
}

/** One name for whoever may change their own hold as they like. */
const asker = (by: Actor): string =>
  by.kind === 'slack'
    ? `${by.kind}/${by.team}/${by.user}`
    : by.kind === 'system'
      ? by.kind
      : `${by.kind}/${by.name}`;

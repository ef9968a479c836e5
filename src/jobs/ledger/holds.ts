import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { BY_ITSELF } from '../../domain/audit/by.ts';
import type { AuditEntryOf, AuditOrigin } from '../../domain/audit/entry.ts';
import type { DurationMs } from '../../domain/clock.ts';
import { holdName, type NewHold } from '../../domain/hold/hold.ts';
import type { Holds } from '../../domain/ports/holds.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';
import { type OnEntry, Places, seal, tellAppended } from '../audit/sealed.ts';
import { asker } from './asker.ts';
import { HoldText } from './hold-record.ts';
import type { Keys } from './keys.ts';
import { allHolds, liftHold, placeHold, standingHolds } from './scripts/holds.ts';

const PlaceAnswer = z.union([
  z.tuple([z.literal('replaced'), Places, HoldText, HoldText]),
  z.tuple([z.literal('placed'), Places, HoldText]),
  z.tuple([z.literal('standing'), HoldText]),
  z.tuple([z.enum(['over', 'duplicate'])]),
]);
const LiftAnswer = z.union([
  z.tuple([z.literal('lifted'), Places, HoldText]),
  z.tuple([z.enum(['none', 'duplicate'])]),
]);

/** What the holds keep to. */
export interface HoldRules {
  /** For how long a request that comes again is known. */
  readonly dedupe: DurationMs;
  /** Keeps secrets that a person typed out of the store. */
  readonly redactor: Redactor;
  readonly onEntry?: OnEntry | undefined;
}

/** Freezes and locks on Redis. */
export function redisHolds(redis: Redis, keys: Keys, { dedupe, redactor, onEntry }: HoldRules): Holds {
  const known = (request: string): string =>
    keys.dedupe(`hold/${createHash('sha256').update(request).digest('hex')}`);
  return {
    async place(hold, request, origin = {}) {
      const sealed = [seal(placedEntry(hold, origin), redactor)];
      const answer = PlaceAnswer.parse(
        await placeHold.run(
          redis,
          [keys.holds, known(request), keys.audit, keys.auditHead],
          [
            holdName(hold),
            JSON.stringify(redactor.value(hold)),
            asker(hold.by),
            dedupe,
            keys.changes,
            JSON.stringify(sealed),
          ],
        ),
      );
      switch (answer[0]) {
        case 'placed':
          tellAppended(answer[1], sealed, onEntry);
          return { kind: 'placed', hold: answer[2] };
        case 'standing':
          return { kind: 'standing', hold: answer[1] };
        case 'replaced':
          tellAppended(answer[1], sealed, onEntry);
          return { kind: 'replaced', hold: answer[2], was: answer[3] };
        case 'over':
        case 'duplicate':
          return { kind: answer[0] };
      }
    },
    async lift(kind, scope, request, by = BY_ITSELF) {
      const lifted: AuditEntryOf<'hold'> = {
        kind: 'hold',
        ...by,
        hold: kind,
        scope,
        outcome: { kind: 'lifted' },
      };
      const sealed = [seal(lifted, redactor)];
      const args = [holdName({ kind, scope }), dedupe, keys.changes, JSON.stringify(sealed)];
      const touched = [keys.holds, known(request), keys.audit, keys.auditHead];
      const answer = LiftAnswer.parse(await liftHold.run(redis, touched, args));
      if (answer[0] !== 'lifted') return { kind: answer[0] };
      tellAppended(answer[1], sealed, onEntry);
      return { kind: 'lifted', hold: answer[2] };
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

const placedEntry = (hold: NewHold, origin: AuditOrigin): AuditEntryOf<'hold'> => ({
  kind: 'hold',
  actor: hold.by,
  origin,
  hold: hold.kind,
  scope: hold.scope,
  outcome: {
    kind: 'placed',
    reason: hold.reason,
    ...(hold.kind === 'freeze' ? { until: hold.until } : {}),
  },
});

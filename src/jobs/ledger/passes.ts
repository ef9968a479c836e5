import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { AuditEntryOf, AuditOrigin } from '../../domain/audit/entry.ts';
import type { Passes } from '../../domain/ports/passes.ts';
import { gateName, type NewPass, Pass } from '../../domain/window/gate.ts';
import { Places, seal, tellAppended } from '../audit/sealed.ts';
import { asker } from './asker.ts';
import type { HoldRules } from './holds.ts';
import type { Keys } from './keys.ts';
import { allHolds, placeHold } from './scripts/holds.ts';

/** A pass as Redis keeps it: JSON. What else stands there is the scripts' own. */
const PassText = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(Pass);

const Answer = z.union([
  z.tuple([z.literal('replaced'), Places, PassText, PassText]),
  z.tuple([z.literal('placed'), Places, PassText]),
  z.tuple([z.literal('standing'), PassText]),
  z.tuple([z.enum(['over', 'duplicate'])]),
]);

/** Passes on Redis, by the scripts of the holds: they end as freezes do, and nobody's is made shorter by another's. */
export function redisPasses(redis: Redis, keys: Keys, { dedupe, redactor, onEntry }: HoldRules): Passes {
  const known = (request: string): string =>
    keys.dedupe(`pass/${createHash('sha256').update(request).digest('hex')}`);
  return {
    async give(pass, request, origin = {}) {
      const sealed = [seal(givenEntry(pass, origin), redactor)];
      const answer = Answer.parse(
        await placeHold.run(
          redis,
          [keys.passes, known(request), keys.audit, keys.auditHead],
          [
            gateName(pass.gate),
            JSON.stringify(redactor.value(pass)),
            asker(pass.by),
            dedupe,
            keys.changes,
            JSON.stringify(sealed),
          ],
        ),
      );
      switch (answer[0]) {
        case 'placed':
          tellAppended(answer[1], sealed, onEntry);
          return { kind: 'given', pass: answer[2] };
        case 'replaced':
          tellAppended(answer[1], sealed, onEntry);
          return { kind: 'given', pass: answer[2], was: answer[3] };
        case 'standing':
          return { kind: 'standing', pass: answer[1] };
        case 'over':
        case 'duplicate':
          return { kind: answer[0] };
      }
    },
    async all() {
      const passes = PassText.array().parse(await allHolds.run(redis, [keys.passes], []));
      return passes.sort((a, b) => a.since - b.since);
    },
  };
}

const givenEntry = ({ gate, by, reason, until }: NewPass, origin: AuditOrigin): AuditEntryOf<'pass'> => ({
  kind: 'pass',
  actor: by,
  origin,
  gate,
  outcome: { kind: 'given', reason, until },
});

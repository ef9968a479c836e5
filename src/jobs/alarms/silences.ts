import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { Silence, silenceName } from '../../domain/alarm/silence.ts';
import type { AuditEntryOf } from '../../domain/audit/entry.ts';
import type { DurationMs } from '../../domain/clock.ts';
import type { Silences } from '../../domain/ports/silences.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';
import { type OnEntry, Places, seal, tellAppended } from '../audit/sealed.ts';
import { json } from '../ledger/json-text.ts';
import type { Keys } from '../ledger/keys.ts';
import { reviewText } from '../reviews/review-text.ts';
import {
  endedSilences,
  liftSilence,
  placeSilence,
  standingSilences,
  takeEndedSilences,
} from './scripts/silences.ts';

const SilenceText = json(Silence);
const Texts = z.array(z.string());
const PlaceAnswer = z.union([
  z.tuple([z.literal('replaced'), Places, SilenceText, z.string()]),
  z.tuple([z.literal('silenced'), Places, SilenceText]),
  z.tuple([z.enum(['over', 'duplicate'])]),
]);
const LiftAnswer = z.union([
  z.tuple([z.literal('lifted'), Places, SilenceText]),
  z.tuple([z.enum(['none', 'duplicate'])]),
]);

/** What the silences keep to. */
export interface SilenceRules {
  /** For how long a request that comes again is known. */
  readonly dedupe: DurationMs;
  /** Keeps secrets that a person typed out of the store. */
  readonly redactor: Redactor;
  readonly onEntry?: OnEntry | undefined;
  /** Told of what stands there and isn't a silence that this build knows: it silences nothing. */
  readonly onUnreadable: (text: string) => void;
}

/** Silences on Redis. */
export function redisSilences(
  redis: Redis,
  keys: Keys,
  { dedupe, redactor, onEntry, onUnreadable }: SilenceRules,
): Silences {
  const known = (request: string): string =>
    keys.dedupe(`silence/${createHash('sha256').update(request).digest('hex')}`);
  const touched = (request: string): string[] => [keys.silences, known(request), keys.audit, keys.auditHead];
  /** Those that can be read, the oldest first. What can't must neither hide the others nor hold alarms up. */
  const readable = (answer: unknown): Silence[] =>
    Texts.parse(answer)
      .flatMap((text) => {
        const silence = SilenceText.safeParse(text);
        if (silence.success) return [silence.data];
        onUnreadable(text);
        return [];
      })
      .sort((a, b) => a.since - b.since);
  return {
    async place(silence, request, origin = {}, review) {
      const { scope, until, reason, by } = silence;
      const placed: AuditEntryOf<'alarm'> = {
        kind: 'alarm',
        actor: by,
        origin,
        outcome: { kind: 'silenced', scope, until, reason },
      };
      const sealed = [seal(placed, redactor)];
      const text = JSON.stringify({ ...silence, reason: redactor.text(reason) });
      const opens = review && reviewText(review, redactor);
      const answer = PlaceAnswer.parse(
        await placeSilence.run(
          redis,
          [...touched(request), keys.reviews],
          [
            silenceName(scope),
            text,
            Math.ceil(dedupe),
            keys.changes,
            JSON.stringify(sealed),
            ...(opens ? [opens.key, opens.text] : []),
          ],
        ),
      );
      switch (answer[0]) {
        case 'silenced':
          tellAppended(answer[1], sealed, onEntry);
          return { kind: 'silenced', silence: answer[2] };
        case 'replaced': {
          tellAppended(answer[1], sealed, onEntry);
          const [was] = readable([answer[3]]);
          return was
            ? { kind: 'replaced', silence: answer[2], was }
            : { kind: 'silenced', silence: answer[2] };
        }
        case 'over':
        case 'duplicate':
          return { kind: answer[0] };
      }
    },
    async lift(scope, request, by) {
      const lifted: AuditEntryOf<'alarm'> = {
        kind: 'alarm',
        ...by,
        outcome: { kind: 'silence-lifted', scope },
      };
      const sealed = [seal(lifted, redactor)];
      const args = [silenceName(scope), Math.ceil(dedupe), keys.changes, JSON.stringify(sealed)];
      const answer = LiftAnswer.parse(await liftSilence.run(redis, touched(request), args));
      if (answer[0] !== 'lifted') return { kind: answer[0] };
      tellAppended(answer[1], sealed, onEntry);
      return { kind: 'lifted', silence: answer[2] };
    },
    all: async () => readable(await standingSilences.run(redis, [keys.silences], [])),
    ended: async () => readable(await endedSilences.run(redis, [keys.silences], [])),
    takeEnded: async (by) => {
      await takeEndedSilences.run(redis, [keys.silences], [by]);
    },
  };
}

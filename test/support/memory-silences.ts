import { type Silence, silenceName } from '../../src/domain/alarm/silence.ts';
import type { AuditEntry } from '../../src/domain/audit/entry.ts';
import type { Clock } from '../../src/domain/clock.ts';
import type { Silences } from '../../src/domain/ports/silences.ts';
import { type MemoryReviews, memoryReviews } from './reviews.ts';

/** Silences without Redis, on the test's own clock; `audit` is what was added to the audit, oldest first. */
export function memorySilences(
  clock: Clock,
  reviews: Pick<MemoryReviews, 'add'> = memoryReviews(),
): {
  readonly silences: Silences;
  readonly audit: readonly AuditEntry[];
} {
  const audit: AuditEntry[] = [];
  const requests = new Set<string>();
  let kept: readonly Silence[] = [];
  const stands = ({ until }: Silence): boolean => until > clock.now();
  const at = (name: string): Silence | undefined =>
    kept.find((silence) => stands(silence) && silenceName(silence.scope) === name);
  const silences: Silences = {
    async place(asked, request, origin = {}, review) {
      if (requests.has(request)) return { kind: 'duplicate' };
      const silence: Silence = { ...structuredClone(asked), since: clock.now() };
      if (!stands(silence)) return { kind: 'over' };
      const { scope, until, reason, by: actor } = silence;
      const was = at(silenceName(scope));
      requests.add(request);
      audit.push({ kind: 'alarm', actor, origin, outcome: { kind: 'silenced', scope, until, reason } });
      if (review) reviews.add(review);
      kept = [...kept.filter((one) => one !== was), silence];
      return was ? { kind: 'replaced', silence, was } : { kind: 'silenced', silence };
    },
    async lift(scope, request, by) {
      if (requests.has(request)) return { kind: 'duplicate' };
      const silence = at(silenceName(scope));
      if (!silence) return { kind: 'none' };
      requests.add(request);
      audit.push({ kind: 'alarm', ...by, outcome: { kind: 'silence-lifted', scope } });
      kept = kept.filter((one) => one !== silence);
      return { kind: 'lifted', silence };
    },
    all: async () => kept.filter(stands).sort((a, b) => a.since - b.since),
    ended: async () => kept.filter((silence) => !stands(silence)).sort((a, b) => a.since - b.since),
    async takeEnded(by) {
      kept = kept.filter((silence) => stands(silence) || silence.until > by);
    },
  };
  return { silences, audit };
}

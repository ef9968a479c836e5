import type { Clock } from '../../../src/domain/clock.ts';
import { type Hold, type HoldName, holdName } from '../../../src/domain/hold/hold.ts';
import type { Holds } from '../../../src/domain/ports/holds.ts';

/** Freezes and locks without Redis, on the test's own clock. */
export function memoryHolds(clock: Clock): Holds {
  const holds = new Map<HoldName, Hold>();
  const requests = new Set<string>();
  const stands = (hold: Hold): boolean => hold.kind === 'lock' || hold.until > clock.now();
  const at = (name: HoldName): Hold | undefined => {
    const hold = holds.get(name);
    return hold && stands(hold) ? hold : undefined;
  };
  return {
    async place(asked, request) {
      if (requests.has(request)) return { kind: 'duplicate' };
      const hold: Hold = { ...asked, since: clock.now() };
      if (!stands(hold)) return { kind: 'over' };
      const name = holdName(hold);
      const was = at(name);
      const outlasts = was?.kind === 'lock' || (hold.kind === 'freeze' && (was?.until ?? 0) >= hold.until);
      if (was && outlasts && JSON.stringify(was.by) !== JSON.stringify(hold.by))
        return { kind: 'standing', hold: was };
      requests.add(request);
      holds.set(name, hold);
      return was ? { kind: 'replaced', hold, was } : { kind: 'placed', hold };
    },
    async lift(kind, scope, request) {
      if (requests.has(request)) return { kind: 'duplicate' };
      const name = holdName({ kind, scope });
      const hold = at(name);
      if (!hold) return { kind: 'none' };
      requests.add(request);
      holds.delete(name);
      return { kind: 'lifted', hold };
    },
    all: async () => [...holds.values()].filter(stands).sort((a, b) => a.since - b.since),
    standing: async (names) => names.flatMap((name) => at(name) ?? []),
  };
}

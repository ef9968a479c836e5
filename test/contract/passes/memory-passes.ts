import type { Clock } from '../../../src/domain/clock.ts';
import type { Passes } from '../../../src/domain/ports/passes.ts';
import { gateName, type Pass } from '../../../src/domain/window/gate.ts';

/** Passes without Redis, on the test's own clock. */
export function memoryPasses(clock: Clock): Passes {
  const passes = new Map<string, Pass>();
  const requests = new Set<string>();
  const stands = ({ until }: Pass): boolean => until > clock.now();
  return {
    async give(asked, request) {
      if (requests.has(request)) return { kind: 'duplicate' };
      const pass: Pass = { ...asked, since: clock.now() };
      if (!stands(pass)) return { kind: 'over' };
      const before = passes.get(gateName(pass.gate));
      const was = before && stands(before) ? before : undefined;
      if (was && was.until >= pass.until && JSON.stringify(was.by) !== JSON.stringify(pass.by))
        return { kind: 'standing', pass: was };
      requests.add(request);
      passes.set(gateName(pass.gate), pass);
      return { kind: 'given', pass, ...(was ? { was } : {}) };
    },
    all: async () => [...passes.values()].filter(stands).sort((a, b) => a.since - b.since),
  };
}

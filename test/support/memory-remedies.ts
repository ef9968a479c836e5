import type { Record as RemedyRecord } from '../../src/domain/alarm/facts.ts';
import type { Fingerprint } from '../../src/domain/alarm/fingerprint.ts';
import type { DurationMs } from '../../src/domain/clock.ts';
import type { Incidents } from '../../src/domain/ports/incidents.ts';

interface Try {
  readonly remedy: string;
  readonly run: string;
  readonly took?: DurationMs;
}

/** How remedies did, without Redis. */
export function memoryRemedies(): Pick<Incidents, 'records' | 'noteTry'> {
  const tries = new Map<Fingerprint, readonly Try[]>();
  return {
    async noteTry(fingerprint, remedy, run, helped) {
      const before = tries.get(fingerprint) ?? [];
      if (before.some((one) => one.remedy === remedy && one.run === run)) return;
      const took = helped === 'no-help' ? {} : { took: Math.round(helped.after) };
      tries.set(fingerprint, [...before, { remedy, run, ...took }]);
    },
    async records(fingerprint) {
      const all = tries.get(fingerprint) ?? [];
      return new Map(
        [...new Set(all.map(({ remedy }) => remedy))].map((remedy) => [remedy, recordOf(all, remedy)]),
      );
    },
  };
}

function recordOf(all: readonly Try[], remedy: string): RemedyRecord {
  const tried = all.filter((one) => one.remedy === remedy);
  const took = tried.flatMap((one) => one.took ?? []);
  const sum = took.reduce((before, one) => before + one, 0);
  return {
    tried: tried.length,
    helped: took.length,
    ...(took.length > 0 ? { took: Math.round(sum / took.length) } : {}),
  };
}

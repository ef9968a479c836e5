import { setTimeout as pause } from 'node:timers/promises';
import { type RingingAlarms, ringingOf } from '../../domain/alarm/ringing.ts';
import { type DurationMs, seconds } from '../../domain/clock.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import type { AlarmReading, Alarms } from '../../domain/ports/alarms.ts';
import type { Result } from '../../domain/result.ts';
import type { ResolvedService } from '../../domain/target/service.ts';

/** Alarms are worth a moment, and not the wait for what a person asked for. */
const PATIENCE: DurationMs = seconds(3);

type Read = Result<ReadonlyMap<string, AlarmReading>, Fault> | 'late';

/**
 * Reads the alarms that services list, those of one account and region together. Answers what rings of each; where
 * CloudWatch can't be read, or takes longer than a person likes to wait, that is unknown. Never throws.
 */
export async function readAlarms(
  alarms: Alarms,
  services: readonly ResolvedService[],
  patience: DurationMs = PATIENCE,
): Promise<(service: ResolvedService) => RingingAlarms> {
  const places = Map.groupBy(services, placeOf);
  const read = new Map(
    await Promise.all(
      [...places].map(async ([place, ours]): Promise<[string, Read]> => {
        const names = [...new Set(ours.flatMap((service) => service.alarms))];
        const [first] = ours;
        if (!first || names.length === 0) return [place, { ok: true, value: new Map() }];
        const gaveUp = new AbortController();
        const late = pause(patience, 'late' as const, { signal: gaveUp.signal, ref: false });
        const soon = Promise.race([alarms.read(first, names), late.catch(() => 'late' as const)]);
        return [place, await soon.finally(() => gaveUp.abort())];
      }),
    ),
  );
  return (service) => {
    if (service.alarms.length === 0) return { ringing: [], missing: [] };
    const found = read.get(placeOf(service)) ?? 'late';
    return found !== 'late' && found.ok ? ringingOf(service.alarms, found.value) : 'unknown';
  };
}

const placeOf = ({ account, role, region }: ResolvedService): string =>
  [account, role ?? '', region].join(' ');

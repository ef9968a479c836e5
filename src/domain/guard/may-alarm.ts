import type { AutomaticRemedy } from '../alarm/alarm-policy.ts';
import { matches } from '../alarm/match.ts';
import type { RunRequest } from '../run/run.ts';
import type { Catalog } from '../target/catalog.ts';
import { placeOf } from './place.ts';

/** What alarms may begin by themselves. */
export interface AlarmAuthority {
  readonly automatic: readonly AutomaticRemedy[];
  /** Which operation a remedy's run is; undefined: it has none, or there is no such remedy. */
  readonly operationOf: (remedy: string) => string | undefined;
}

/** Nothing begins by itself. */
export const NO_REMEDIES: AlarmAuthority = { automatic: [], operationOf: () => undefined };

/**
 * Whether an alarm may have begun a run: where a remedy that the policy lets begin by itself is that operation, for an alarm
 * of that name, there. What only the alarm's report says (its severity, its labels) was looked at by who began it.
 */
export function mayAlarm(
  { automatic, operationOf }: AlarmAuthority,
  catalog: Catalog,
  { actor, operation, target }: Pick<RunRequest, 'actor' | 'operation' | 'target'>,
): boolean {
  const place = placeOf(catalog, target);
  if (actor.kind !== 'alarm' || place.kind !== 'stack') return false;
  const { stack, environment } = place;
  return automatic.some(({ remedy, match: { alarms, where } }) => {
    if (operationOf(remedy) !== operation) return false;
    const known = {
      ...(alarms === undefined ? {} : { alarms }),
      ...(where === undefined ? {} : { where }),
    };
    return matches(known, { name: actor.name, labels: {}, stack, environment });
  });
}

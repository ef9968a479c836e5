import type { EpochMs } from '../clock.ts';
import type { Fault } from '../fault/fault.ts';
import { type Place, placeOf } from '../guard/place.ts';
import type { AlarmReading, Alarms } from '../ports/alarms.ts';
import type { Holds } from '../ports/holds.ts';
import type { Passes } from '../ports/passes.ts';
import { ok, type Result } from '../result.ts';
import type { Catalog } from '../target/catalog.ts';
import type { ResolvedService, StackName } from '../target/service.ts';
import { gateName } from './gate.ts';
import type { AlarmStop, Stop, WindowStop } from './stop.ts';
import type { Window } from './window.ts';
import { bringsNewThings, type Gated, windowsNow, windowsThatStop } from './windows-that-stop.ts';

/** The gates that a configuration knows. */
export interface Gates {
  readonly windows: readonly Window[];
  /** The alarms while one of which rings nothing new comes to a stack; of the stacks that have some. */
  readonly criticalAlarms: readonly { readonly name: StackName; readonly alarms: readonly string[] }[];
}

/** What asking the gates needs. */
export interface GateParts {
  readonly gates: Gates;
  readonly catalog: Catalog;
  readonly passes: Pick<Passes, 'all'>;
}

/** The gates that somebody gave a pass for, by their names. Throws where the store is away. */
const passedNow = async (passes: Pick<Passes, 'all'>): Promise<ReadonlySet<string>> =>
  new Set((await passes.all()).map(({ gate }) => gateName(gate)));

/** Those windows that nobody gave a pass for. Asks the store only where there is one. */
export async function notPassed(
  stops: readonly WindowStop[],
  passes: Pick<Passes, 'all'>,
): Promise<readonly WindowStop[]> {
  if (stops.length === 0) return stops;
  const passed = await passedNow(passes);
  return stops.filter(({ name }) => !passed.has(gateName({ kind: 'window', name })));
}

/** All that stands anywhere: freezes and locks, the oldest first, then windows that aren't passed. Throws where the store is away. */
export async function allStops(
  { holds, gates, passes }: Pick<GateParts, 'gates' | 'passes'> & { readonly holds: Pick<Holds, 'all'> },
  now: EpochMs,
): Promise<readonly Stop[]> {
  const windows = windowsNow(gates.windows, now);
  const [held, shut] = await Promise.all([holds.all(), notPassed(windows, passes)]);
  return [...held, ...shut];
}

/** The windows that stop an operation on a service now and aren't passed. Throws where the store is away. */
export const shutWindows = (
  { gates, catalog, passes }: GateParts,
  spec: Gated,
  service: ResolvedService,
  now: EpochMs,
): Promise<readonly WindowStop[]> =>
  notPassed(windowsThatStop(gates.windows, spec, placeOf(catalog, service), now), passes);

/**
 * All gates that stop an operation on a service now: windows, and critical alarms as CloudWatch says they are. A fault:
 * the alarms couldn't be read, so it isn't known. Throws where the store is away.
 */
export async function shutGates(
  parts: GateParts & { readonly alarms: Alarms },
  spec: Gated,
  service: ResolvedService,
  now: EpochMs,
): Promise<Result<readonly Stop[], Fault>> {
  const windows = await shutWindows(parts, spec, service, now);
  const critical = alarmsOver(parts.gates, spec, placeOf(parts.catalog, service));
  if (!critical) return ok(windows);
  const { name: stack, alarms } = critical;
  // A pass spares the read, and works where CloudWatch can't be read.
  if ((await passedNow(parts.passes)).has(gateName({ kind: 'alarms', stack }))) return ok(windows);
  const read = await parts.alarms.read(service, alarms);
  if (!read.ok) return read;
  const stops = alarms.flatMap((name) => alarmStop(stack, name, read.value.get(name)));
  return ok([...windows, ...stops]);
}

/** An alarm stops while it rings, and where CloudWatch doesn't have it; one without data is none that rings. */
function alarmStop(stack: StackName, name: string, reading: AlarmReading | undefined): AlarmStop[] {
  if (reading === undefined)
    return [{ kind: 'no-alarm', stack, name, reason: 'CloudWatch has no alarm of that name' }];
  const { state, since, condition, reason } = reading;
  return state === 'ALARM' ? [{ kind: 'alarm', stack, name, since, reason: condition ?? reason }] : [];
}

const alarmsOver = (
  { criticalAlarms }: Gates,
  spec: Gated,
  place: Place,
): Gates['criticalAlarms'][number] | undefined =>
  place.kind === 'stack' && bringsNewThings(spec)
    ? criticalAlarms.find(({ name }) => name === place.stack)
    : undefined;

import { type DurationMs, type EpochMs, minutes } from '../../domain/clock.ts';
import type { AlarmReading } from '../../domain/ports/alarms.ts';
import type { Health } from '../../domain/ports/health-probe.ts';

/** What is seen of a deployment that is being proven. */
export type Trouble =
  /** All is quiet, and has been for long enough. */
  | { readonly kind: 'none' }
  | { readonly kind: 'watching'; readonly said: string }
  /** `key` tells this trouble from others, as a question's key; `said` begins as a sentence and has no end mark. */
  | {
      readonly kind: 'trouble';
      readonly key: string;
      readonly said: string;
      readonly by: 'alarm' | 'health';
    };

/** What it is judged from. */
export interface BakeFacts {
  readonly readings: readonly AlarmReading[];
  /** The alarms that rang before anything was changed, and since when. */
  readonly before: readonly { readonly name: string; readonly since: EpochMs }[];
  /** Absent where there is no health endpoint. */
  readonly health?: Health | undefined;
  /** Until when alarms may still begin to ring. */
  readonly windowEnds: EpochMs;
  readonly at: EpochMs;
}

/** A health endpoint may need so long after the last look at the alarms to answer well. */
const HEALTH_PATIENCE: DurationMs = minutes(2);

/**
 * Judges it. An alarm that rang before is no trouble of this deployment, as long as it has rung without a pause since;
 * one without data says nothing. An endpoint is well when it answers 200 to 399.
 */
export function troubleOf({ readings, before, health, windowEnds, at }: BakeFacts): Trouble {
  const rang = readings.find(
    ({ name, state, since }) =>
      state === 'ALARM' && !before.some((one) => one.name === name && one.since === since),
  );
  if (rang) {
    const { name, condition } = rang;
    const said = `Alarm ${name} rings${condition === undefined ? '' : ` (${condition})`}`;
    return { kind: 'trouble', key: `alarm-${name}`, said, by: 'alarm' };
  }
  const ill = health && illness(health);
  if (at < windowEnds) return { kind: 'watching', said: ill ?? 'No alarm rings' };
  if (ill === undefined) return { kind: 'none' };
  return at < windowEnds + HEALTH_PATIENCE
    ? { kind: 'watching', said: ill }
    : { kind: 'trouble', key: 'health', said: ill, by: 'health' };
}

/** What ails it, or undefined. */
function illness(health: Health): string | undefined {
  if (health.kind === 'silent') return `The health endpoint doesn't answer (${health.why})`;
  return health.status >= 200 && health.status < 400
    ? undefined
    : `The health endpoint answers ${health.status}`;
}

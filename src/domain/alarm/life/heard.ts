import type { EpochMs } from '../../clock.ts';
import type { ResolvedService, StackName } from '../../target/service.ts';
import type { IncidentId, IncidentNumber } from '../incident.ts';
import type { Via } from '../notice.ts';
import type { AlarmReport, Severity } from '../report.ts';

/** News of an alarm, and what it means here. */
export interface Heard {
  readonly report: AlarmReport;
  readonly via: Via;
  /** When it came, by the store's clock. */
  readonly at: EpochMs;
  readonly service?: ResolvedService | undefined;
  readonly stack?: StackName | undefined;
  readonly environment?: ResolvedService['environment'] | undefined;
  readonly severity: Severity;
  /** Where it is told if it opens something. */
  readonly channel: string;
  /** Until when a silence covers it. */
  readonly silencedUntil?: EpochMs | undefined;
}

/** What a new incident is called. */
export interface NewIncident {
  readonly id: IncidentId;
  readonly number: IncidentNumber;
}

/** Whether the later state of the world is the worse one. */
export const isWorse = (a: Severity, b: Severity): boolean => a === 'critical' && b === 'warning';

import type { AuditEntry } from '../../../src/domain/audit/entry.ts';
import type { DurationMs, EpochMs } from '../../../src/domain/clock.ts';
import type { AlarmInbox, AlarmIntake } from '../../../src/domain/ports/alarm-inbox.ts';
import type { IncidentNotices, Incidents } from '../../../src/domain/ports/incidents.ts';
import type { Reviews } from '../../../src/domain/ports/reviews.ts';
import type { Silences } from '../../../src/domain/ports/silences.ts';

/** A store of alarms that nobody else uses, and its clock. */
export interface StoreUnderTest {
  readonly intake: AlarmIntake;
  readonly inbox: AlarmInbox;
  readonly incidents: Incidents;
  readonly notices: IncidentNotices;
  readonly silences: Silences;
  readonly reviews: Reviews;
  /** What was added to the audit, oldest first. */
  audit(): Promise<readonly AuditEntry[]>;
  now(): EpochMs;
  /** Resolves when the store's clock is past that. */
  past(at: EpochMs): Promise<void>;
}

/** Opens such a store. Closed incidents, and changes that nobody was told of, are kept for a minute, and the inbox takes 1,000, unless told. */
export type OpenStore = (rules?: {
  readonly retention?: DurationMs;
  readonly most?: number;
  readonly untoldFor?: DurationMs;
}) => StoreUnderTest;

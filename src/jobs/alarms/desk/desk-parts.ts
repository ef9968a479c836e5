import type { AlarmPolicy } from '../../../domain/alarm/alarm-policy.ts';
import type { Fingerprint } from '../../../domain/alarm/fingerprint.ts';
import type { EcsEvent } from '../../../domain/alarm/notice.ts';
import type { AlarmReport } from '../../../domain/alarm/report.ts';
import type { AlarmTarget } from '../../../domain/alarm/target-of.ts';
import type { Clock, DurationMs, EpochMs } from '../../../domain/clock.ts';
import type { OnFailure } from '../../../domain/fault/log-fault.ts';
import type { AlarmInbox } from '../../../domain/ports/alarm-inbox.ts';
import type { Announcer } from '../../../domain/ports/announcements.ts';
import type { ForeignNotices } from '../../../domain/ports/foreign-notices.ts';
import type { Incidents } from '../../../domain/ports/incidents.ts';
import type { Log } from '../../../domain/ports/log.ts';
import type { Lease } from '../../../domain/ports/notices.ts';
import type { Pager } from '../../../domain/ports/pager.ts';
import type { RemedyClerk } from '../../../domain/ports/remedy-clerk.ts';
import type { RunReader } from '../../../domain/ports/run-reader.ts';
import type { Silences } from '../../../domain/ports/silences.ts';
import type { StackName } from '../../../domain/target/service.ts';
import type { NewIncidents } from './new-incidents.ts';

/** What working on alarms needs. */
export interface DeskParts {
  readonly inbox: AlarmInbox;
  readonly incidents: Incidents;
  readonly silences: Silences;
  /** Whoever holds it works. */
  readonly lease: Lease;
  readonly policy: AlarmPolicy;
  readonly targetOf: (report: AlarmReport) => AlarmTarget;
  /** The names of a stack's critical alarms. */
  readonly criticalOf: (stack: StackName | undefined) => readonly string[];
  readonly newIncidents: NewIncidents;
  /** ECS says that something changed: whoever watches that cluster looks now. A hint; may reject. */
  readonly onEcs: (event: EcsEvent) => Promise<void>;
  /** The alarm that is set off to see whether its news comes; and who hears that it did. It is told nobody else. */
  readonly synthetic?:
    | { readonly fingerprint: Fingerprint; readonly heard: (at: EpochMs) => Promise<void> }
    | undefined;
  readonly foreign: ForeignNotices;
  readonly announcer: Announcer;
  readonly pager: Pager;
  readonly clerk: RemedyClerk;
  readonly runs: Pick<RunReader, 'byNumber'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onFailure: OnFailure;
  /** How often the lists are read when no hint comes. */
  readonly idle: DurationMs;
}

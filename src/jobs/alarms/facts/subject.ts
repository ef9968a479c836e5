import type { IncidentAlarm } from '../../../domain/alarm/incident.ts';
import type { StackName } from '../../../domain/target/service.ts';

/** An alarm, and the stack of its incident where it has one. */
export interface Subject {
  readonly alarm: IncidentAlarm;
  readonly stack?: StackName | undefined;
}

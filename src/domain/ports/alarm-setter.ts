import type { AlarmState } from '../alarm/report.ts';
import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';
import type { AlarmPlace } from './alarms.ts';

/** Puts an alarm into a state until CloudWatch looks at its metric again (CloudWatch API, SetAlarmState). Nothing throws. */
export interface AlarmSetter {
  set(place: AlarmPlace, name: string, state: AlarmState, reason: string): Promise<Result<undefined, Fault>>;
}

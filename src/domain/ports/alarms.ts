import type { DurationMs, EpochMs } from '../clock.ts';
import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';
import type { ResolvedService } from '../target/service.ts';

/** Whose alarms: those of an account and region, with the role to assume. */
export type AlarmPlace = Pick<ResolvedService, 'account' | 'role' | 'region'>;

/** An alarm as CloudWatch has it now (CloudWatch API, DescribeAlarms). */
export interface AlarmReading {
  readonly name: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** Since when it is in that state. */
  readonly since: EpochMs;
  /** CloudWatch's own words on why. */
  readonly reason: string;
  /** "CPUUtilization > 85 for 10 min", where the alarm says it: composite ones don't. */
  readonly condition?: string;
  /**
   * How long it may take until it shows what has just begun: its evaluation periods and one period more. Absent where
   * the alarm doesn't say it (composite).
   */
  readonly window?: DurationMs;
}

/** Reads of CloudWatch's alarms. Nothing throws. */
export interface Alarms {
  /** The alarms of these names, metric and composite; what isn't there is absent from the answer. No names: no call. */
  read(
    place: AlarmPlace,
    names: readonly string[],
  ): Promise<Result<ReadonlyMap<string, AlarmReading>, Fault>>;
}

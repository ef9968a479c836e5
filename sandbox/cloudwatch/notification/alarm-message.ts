import type { Published } from '../publish.ts';
import type { AlarmState, SandboxAlarm } from '../world/alarm.ts';
import { regionName } from './region-names.ts';
import { triggerOf } from './trigger.ts';

/** That an alarm's state became another. */
export interface AlarmChange {
  /** As it is now. */
  readonly alarm: SandboxAlarm;
  readonly was: AlarmState;
  /** The alarms that made a composite one change. */
  readonly children: readonly SandboxAlarm[];
}

/** Amazon SNS takes subjects of at most 100 characters (Amazon SNS API, Publish). */
const SUBJECT_MAX = 100;

/** `2026-11-21T03:00:00.000+0000`, which is how CloudWatch writes times in messages and events. */
export const stamp = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

/**
 * What CloudWatch publishes on a topic when an alarm's state becomes another: the order and the shapes of the keys are
 * those of messages that alarms sent (CloudWatch User Guide, "Notifying users on alarm changes"). A composite alarm has its
 * rule and the children that made it change, every other one a Trigger. How a subject that is too long is cut isn't
 * documented.
 */
export function alarmMessage({ alarm, was, children }: AlarmChange): Required<Published> {
  const { name, account, region, state, reason, since, actions, watched } = alarm;
  const message = {
    AlarmName: name,
    AlarmDescription: alarm.description ?? null,
    AWSAccountId: account,
    AlarmConfigurationUpdatedTimestamp: stamp(alarm.configuredAt),
    NewStateValue: state,
    NewStateReason: reason,
    StateChangeTime: stamp(since),
    Region: regionName(region),
    AlarmArn: alarm.arn,
    OldStateValue: was,
    OKActions: actions.OK,
    AlarmActions: actions.ALARM,
    InsufficientDataActions: actions.INSUFFICIENT_DATA,
    ...(watched.kind === 'composite'
      ? { AlarmRule: watched.rule, TriggeringChildren: children.map(triggering) }
      : { Trigger: triggerOf(watched) }),
  };
  return {
    subject: `${state}: "${name}" in ${regionName(region)}`.slice(0, SUBJECT_MAX),
    message: JSON.stringify(message),
  };
}

const triggering = ({ arn, state, since }: SandboxAlarm) => ({
  Arn: arn,
  State: { Value: state, Timestamp: stamp(since) },
});

import type { EpochMs } from '../../clock.ts';
import type { AlarmReport } from '../report.ts';
import { alarmArn } from './arn.ts';
import { cloudWatchReport } from './cloudwatch-report.ts';
import { saidInstant } from './instant.ts';
import { textPairs } from './metrics.ts';
import { listIn, objectIn, textIn } from './raw.ts';

/** A resource has so many tags at most (AWS General Reference); children beyond so many aren't told of. */
const TAGS = 50;
const CHILDREN = 200;

/**
 * Reads what an alarm sends to its SNS topic (Amazon CloudWatch User Guide, "Schema of Amazon SNS notifications when
 * alarms change state"). Where it is and how it is called come from its ARN alone: `Region` is a name for people.
 * Undefined where it is no such message, or where it tells of one contributor's end: the alarm may go on for others.
 */
export function readAlarmMessage(body: unknown, sent: EpochMs): AlarmReport | undefined {
  const state = textIn(body, 'NewStateValue');
  if (textIn(body, 'AlarmContributorId') !== undefined && state !== 'ALARM') return undefined;
  const trigger = objectIn(body, 'Trigger');
  const isComposite = trigger === undefined && textIn(body, 'AlarmRule') !== undefined;
  return cloudWatchReport({
    alarm: alarmArn(textIn(body, 'AlarmArn')),
    state,
    at: saidInstant(sent, textIn(body, 'StateChangeTime')),
    reason: textIn(body, 'NewStateReason'),
    data: objectIn(body, 'NewStateReasonData'),
    watches: trigger,
    unit: textIn(trigger, 'Unit'),
    description: textIn(body, 'AlarmDescription'),
    tags: tagsIn(body),
    children: isComposite ? childrenIn(body) : undefined,
  });
}

/** `AlarmTags`, as an object or as a list of keys and values. */
function tagsIn(body: unknown): readonly (readonly [string, string])[] {
  const listed = listIn(body, TAGS, 'AlarmTags').flatMap((tag) => {
    const [key, value] = [textIn(tag, 'key', 'Key'), textIn(tag, 'value', 'Value')];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
  return listed.length > 0 ? listed : textPairs(objectIn(body, 'AlarmTags'), TAGS);
}

const childrenIn = (body: unknown): readonly string[] =>
  listIn(body, CHILDREN, 'TriggeringChildren').flatMap((child) =>
    typeof child === 'string' ? child : (textIn(child, 'Arn', 'arn') ?? []),
  );

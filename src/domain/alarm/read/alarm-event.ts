import type { EpochMs } from '../../clock.ts';
import type { AlarmReport } from '../report.ts';
import { alarmArn, placeOf } from './arn.ts';
import { cloudWatchReport } from './cloudwatch-report.ts';
import { saidInstant } from './instant.ts';
import { textPairs } from './metrics.ts';
import { listIn, objectIn, textIn } from './raw.ts';

const TAGS = 50;
const CHILDREN = 200;

/**
 * Reads an event "CloudWatch Alarm State Change" (Amazon CloudWatch User Guide, "Alarm events and EventBridge").
 * Undefined where it is another one, or doesn't say which alarm.
 */
export function readAlarmEvent(event: unknown, sent: EpochMs): AlarmReport | undefined {
  if (textIn(event, 'source') !== 'aws.cloudwatch') return undefined;
  if (textIn(event, 'detail-type') !== 'CloudWatch Alarm State Change') return undefined;
  const detail = objectIn(event, 'detail');
  const state = objectIn(detail, 'state');
  const configuration = objectIn(detail, 'configuration');
  const data = objectIn(state, 'reasonData');
  return cloudWatchReport({
    alarm: alarmOf(event, textIn(detail, 'alarmName')),
    state: textIn(state, 'value'),
    at: saidInstant(sent, textIn(state, 'timestamp'), textIn(event, 'time')),
    reason: textIn(state, 'reason'),
    data,
    watches: configuration,
    unit: undefined,
    description: textIn(configuration, 'description'),
    tags: textPairs(objectIn(detail, 'alarmTags'), TAGS),
    children: textIn(configuration, 'alarmRule') === undefined ? undefined : childrenIn(data),
  });
}

/** By the ARN that the event is about, else by the event's own account and region. */
function alarmOf(event: unknown, name: string | undefined) {
  const [about] = listIn(event, 1, 'resources');
  const told = typeof about === 'string' ? alarmArn(about) : undefined;
  if (told !== undefined) return told;
  const place = placeOf(textIn(event, 'account'), textIn(event, 'region'));
  return place === undefined || name === undefined ? undefined : { ...place, name };
}

const childrenIn = (data: unknown): readonly string[] =>
  listIn(data, CHILDREN, 'triggeringAlarms').flatMap((child) => textIn(child, 'arn') ?? []);

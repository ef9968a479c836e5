import { z } from 'zod';
import { EcsError } from '../../ecs/api/errors.ts';
import type { Answer } from '../../ecs/api/operation.ts';
import type { SandboxAlarm } from '../world/alarm.ts';
import type { AlarmBoard } from '../world/alarms.ts';
import { alarmShape } from './alarm-shape.ts';

/** Limits and defaults: CloudWatch API, DescribeAlarms. */
const Input = z.object({
  AlarmNames: z.array(z.string().min(1).max(255)).max(100).optional(),
  AlarmTypes: z.array(z.enum(['MetricAlarm', 'CompositeAlarm', 'LogAlarm'])).optional(),
  StateValue: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']).optional(),
  MaxRecords: z.int().min(1).max(100).default(50),
  NextToken: z.string().optional(),
});

/** A parameter is wrong: the query API's code for it (CloudWatch API, "Common errors"). */
const invalid = (message: string): EcsError => new EcsError('ValidationError', message);

/** DescribeAlarms: unless types are named, metric alarms alone (CloudWatch API). What isn't there is left out. */
export function describeAlarms(raw: unknown, board: AlarmBoard, region: string): Answer {
  const parsed = Input.safeParse(raw);
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
  const { AlarmNames, AlarmTypes = ['MetricAlarm'], StateValue, MaxRecords, NextToken } = parsed.data;
  const wanted = board
    .in(region)
    .filter((alarm) => AlarmNames === undefined || AlarmNames.includes(alarm.name))
    .filter((alarm) => StateValue === undefined || alarm.state === StateValue)
    .filter((alarm) => AlarmTypes.includes(isComposite(alarm) ? 'CompositeAlarm' : 'MetricAlarm'));
  const from = NextToken === undefined ? 0 : Number(NextToken);
  if (!Number.isInteger(from) || from < 0) throw new EcsError('InvalidNextToken', 'The token is not valid.');
  const page = wanted.slice(from, from + MaxRecords);
  const shown = (alarms: readonly SandboxAlarm[]) => alarms.map((alarm) => alarmShape(alarm, board.account));
  return {
    MetricAlarms: shown(page.filter((alarm) => !isComposite(alarm))),
    CompositeAlarms: shown(page.filter(isComposite)),
    ...(from + MaxRecords < wanted.length ? { NextToken: String(from + MaxRecords) } : {}),
  };
}

const isComposite = ({ watched }: SandboxAlarm): boolean => watched.kind === 'composite';

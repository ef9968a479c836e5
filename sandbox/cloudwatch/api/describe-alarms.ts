import { z } from 'zod';
import { EcsError } from '../../ecs/api/errors.ts';
import type { Answer } from '../../ecs/api/operation.ts';
import type { SandboxAlarm } from '../world/alarm.ts';
import { alarmShape } from './alarm-shape.ts';
import type { Asked } from './asked.ts';
import { validationError } from './errors.ts';

/** Limits and defaults: CloudWatch API, DescribeAlarms. */
const Input = z
  .object({
    AlarmNames: z.array(z.string().min(1).max(255)).max(100).optional(),
    AlarmNamePrefix: z.string().min(1).max(255).optional(),
    AlarmTypes: z.array(z.enum(['MetricAlarm', 'CompositeAlarm', 'LogAlarm'])).optional(),
    StateValue: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']).optional(),
    MaxRecords: z.int().min(1).max(100).default(50),
    NextToken: z.string().optional(),
  })
  .refine(({ AlarmNames, AlarmNamePrefix }) => AlarmNames === undefined || AlarmNamePrefix === undefined, {
    message: 'AlarmNamePrefix and AlarmNames cannot both be specified',
  });

/** DescribeAlarms: unless types are named, metric alarms alone (CloudWatch API). What isn't there is left out. */
export function describeAlarms(raw: unknown, { board, region }: Asked): Answer {
  const parsed = Input.safeParse(raw);
  if (!parsed.success) throw validationError(z.prettifyError(parsed.error));
  const { AlarmNames, AlarmNamePrefix = '', AlarmTypes = ['MetricAlarm'], ...rest } = parsed.data;
  const { StateValue, MaxRecords, NextToken } = rest;
  const wanted = board
    .in(region)
    .filter((alarm) => AlarmNames === undefined || AlarmNames.includes(alarm.name))
    .filter((alarm) => alarm.name.startsWith(AlarmNamePrefix))
    .filter((alarm) => StateValue === undefined || alarm.state === StateValue)
    .filter((alarm) => AlarmTypes.includes(isComposite(alarm) ? 'CompositeAlarm' : 'MetricAlarm'));
  const from = NextToken === undefined ? 0 : Number(NextToken);
  if (!Number.isInteger(from) || from < 0) throw new EcsError('InvalidNextToken', 'The token is not valid.');
  const page = wanted.slice(from, from + MaxRecords);
  const shown = (alarms: readonly SandboxAlarm[]) => alarms.map(alarmShape);
  return {
    MetricAlarms: shown(page.filter((alarm) => !isComposite(alarm))),
    CompositeAlarms: shown(page.filter(isComposite)),
    ...(from + MaxRecords < wanted.length ? { NextToken: String(from + MaxRecords) } : {}),
  };
}

const isComposite = ({ watched }: SandboxAlarm): boolean => watched.kind === 'composite';

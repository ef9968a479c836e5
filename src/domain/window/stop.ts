import { z } from 'zod';
import { Hold } from '../hold/hold.ts';
import { StackName } from '../target/service.ts';
import type { Gate } from './gate.ts';

/** A window that stands. */
const WindowStop = z.object({
  kind: z.literal('window'),
  name: z.string(),
  reason: z.string(),
  until: z.number(),
});
export type WindowStop = z.infer<typeof WindowStop>;

/** A critical alarm of the stack that rings; `reason` is what it rings for. */
const AlarmStop = z.object({
  kind: z.literal('alarm'),
  stack: StackName,
  name: z.string(),
  reason: z.string(),
  since: z.number(),
});

/** A critical alarm that CloudWatch doesn't have: nobody knows whether it would ring. */
const MissingAlarm = z.object({
  kind: z.literal('no-alarm'),
  stack: StackName,
  name: z.string(),
  reason: z.string(),
});
export type AlarmStop = z.infer<typeof AlarmStop> | z.infer<typeof MissingAlarm>;

/** Whatever stops a run before it has changed anything: freezes, locks, windows, critical alarms. */
export const Stop = z.union([Hold, WindowStop, AlarmStop, MissingAlarm]);
export type Stop = z.infer<typeof Stop>;

/** The gate that a stop is the shutting of; undefined: it is somebody's hold. */
export function gateOf(stop: Stop): Gate | undefined {
  switch (stop.kind) {
    case 'freeze':
    case 'lock':
      return undefined;
    case 'window':
      return { kind: 'window', name: stop.name };
    case 'alarm':
    case 'no-alarm':
      return { kind: 'alarms', stack: stop.stack };
  }
}

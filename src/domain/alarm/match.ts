import type { Place } from '../guard/place.ts';
import { coversPlace } from '../guard/policy.ts';
import type { ResolvedService, StackName } from '../target/service.ts';
import type { AlarmMatch } from './alarm-policy.ts';
import type { Severity } from './report.ts';

/** An alarm, as far as a match asks about it. */
export interface Matched {
  readonly name: string;
  readonly severity?: Severity;
  readonly labels: Readonly<Record<string, string>>;
  readonly stack?: StackName;
  readonly environment?: ResolvedService['environment'];
}

/** Whether a name fits a pattern, in which `*` stands for anything. */
function fits(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return name === pattern;
  if (!name.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

/** Where an alarm is, as far as the configuration knows it. */
const placeOfAlarm = ({ stack, environment }: Matched): Place =>
  stack === undefined || environment === undefined
    ? { kind: 'elsewhere' }
    : { kind: 'stack', stack, environment };

/** Whether all that a match asks for holds of the alarm. What isn't known of the alarm doesn't hold. */
export function matches(match: AlarmMatch, alarm: Matched): boolean {
  const { alarms, severities, where, labels } = match;
  return (
    (alarms === undefined || alarms.some((pattern) => fits(pattern, alarm.name))) &&
    (severities === undefined || severities.some((one) => one === alarm.severity)) &&
    (where === undefined || coversPlace(where, placeOfAlarm(alarm))) &&
    (labels === undefined || Object.entries(labels).every(([key, value]) => alarm.labels[key] === value))
  );
}

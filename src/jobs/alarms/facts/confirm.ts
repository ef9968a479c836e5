import type { AlarmSource } from '../../../domain/alarm/ask-source.ts';
import type { IncidentAlarm } from '../../../domain/alarm/incident.ts';
import type { Clock } from '../../../domain/clock.ts';
import type { Fault } from '../../../domain/fault/fault.ts';
import { err, ok, type Result } from '../../../domain/result.ts';

/**
 * How whoever watches an alarm says that it is now. A CloudWatch alarm that isn't there any more is a fault; an alert that
 * Alertmanager doesn't list is one of which it says nothing.
 */
export async function confirm(
  { clock }: { readonly clock: Clock },
  source: AlarmSource,
  { name }: Pick<IncidentAlarm, 'name'>,
): Promise<Result<NonNullable<IncidentAlarm['confirmed']>, Fault>> {
  const said = await source.ask();
  if (!said.ok) return said;
  const at = clock.now();
  if (said.value !== 'gone') return ok({ state: said.value, at });
  if (source.name === 'Alertmanager') return ok({ state: 'INSUFFICIENT_DATA', at });
  const what = `the alarm ${name}`;
  return err({ kind: 'missing', call: 'cloudwatch:DescribeAlarms', what, detail: `${what} isn't there` });
}

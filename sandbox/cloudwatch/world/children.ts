import type { SandboxAlarm } from './alarm.ts';

/** One function of a rule: `ALARM("name")`, `OK(arn:…)` (CloudWatch API, PutCompositeAlarm, AlarmRule). */
const FUNCTION = /\b(?:ALARM|OK|INSUFFICIENT_DATA)\(\s*"?([^")]+?)"?\s*\)/g;

/** The alarms among these that a composite alarm's rule names and that are in its state: they made it change. */
export function childrenOf(
  { watched, state }: SandboxAlarm,
  others: readonly SandboxAlarm[],
): SandboxAlarm[] {
  if (watched.kind !== 'composite') return [];
  const named = new Set([...watched.rule.matchAll(FUNCTION)].map(([, name]) => name));
  return others.filter((one) => one.state === state && (named.has(one.name) || named.has(one.arn)));
}

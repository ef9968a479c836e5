import { LENGTHS } from '../report.ts';
import { plainShort } from './plain.ts';

/** Labels that say where an alarm belongs and how bad it is: kept first where there are too many. */
const WANTED = new Set([
  'alertname',
  'severity',
  'stack',
  'wheelhouse_stack',
  'service',
  'namespace',
  'deployment',
  'ClusterName',
  'ServiceName',
]);

/** Names and values from outside as they may be kept: cut, and at most `LENGTHS.labels` of them. */
export function boundedPairs(
  pairs: readonly (readonly [string, string])[],
): Readonly<Record<string, string>> {
  const wanted = pairs.filter(([name]) => WANTED.has(name));
  const others = pairs.filter(([name]) => !WANTED.has(name));
  const kept = [...wanted, ...others].slice(0, LENGTHS.labels);
  return Object.fromEntries(
    kept
      .map(([name, value]) => [plainShort(name), plainShort(value)] as const)
      // A record with such a key isn't read back as it was written.
      .filter(([name]) => name !== '' && name !== '__proto__'),
  );
}

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
  const kept: Record<string, string> = {};
  for (const [written, value] of pairs.length > LENGTHS.labels ? first(pairs) : pairs) {
    const name = plainShort(written);
    // A record with such a key isn't read back as it was written.
    if (name !== '' && name !== '__proto__') kept[name] = plainShort(value);
  }
  return kept;
}

/** As many as are kept: those that are wanted before the others. */
function first(pairs: readonly (readonly [string, string])[]) {
  const wanted = pairs.filter(([name]) => WANTED.has(name));
  const others = pairs.filter(([name]) => !WANTED.has(name));
  return [...wanted, ...others].slice(0, LENGTHS.labels);
}

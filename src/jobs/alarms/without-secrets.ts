import type { Incident } from '../../domain/alarm/incident.ts';
import type { Notice } from '../../domain/alarm/notice.ts';
import { LENGTHS } from '../../domain/alarm/report.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';

/**
 * What tells things apart stays as it came: two alarms whose names look as if they held a secret must not become one.
 * `alarms` of an event, and those that `joined`, are fingerprints.
 */
const IDENTITY = new Set(['id', 'fingerprint', 'key', 'of', 'run', 'alarms', 'joined']);
/** Records of somebody else's making, whose keys may say that a secret stands under them. */
const THEIRS = new Set(['labels', 'dimensions']);

/**
 * Takes secrets out of every text of a value, and keeps its shape, however long its lists are. What holds none is given back
 * itself.
 */
function walked(value: unknown, key: string, redactor: Redactor, text: (said: string) => string): unknown {
  if (typeof value === 'string') return IDENTITY.has(key) ? value : text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return walkedList(value, key, redactor, text);
  const safe = (THEIRS.has(key) ? redactor.value(value) : value) ?? {};
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(safe)) {
    const before: unknown = Reflect.get(safe, name);
    const after = walked(before, name, redactor, text);
    if (after === before) continue;
    copy ??= { ...safe };
    copy[name] = after;
  }
  return copy ?? safe;
}

function walkedList(
  list: readonly unknown[],
  key: string,
  redactor: Redactor,
  text: (said: string) => string,
): readonly unknown[] {
  const copy = list.map((item) => walked(item, key, redactor, text));
  return copy.every((item, at) => item === list[at]) ? list : copy;
}

/**
 * A notice without secrets, as plain data. A masked text may be longer than what it was made of: it is cut to what a
 * notice may hold.
 */
export const noticeWithoutSecrets = (notice: Notice, redactor: Redactor): unknown =>
  walked(notice, '', redactor, (said) => {
    const safe = redactor.text(said);
    return safe === said ? said : safe.slice(0, said.length > LENGTHS.short ? LENGTHS.text : LENGTHS.short);
  });

/** An incident without secrets, as plain data. */
export const incidentWithoutSecrets = (incident: Incident, redactor: Redactor): unknown =>
  walked(incident, '', redactor, redactor.text);

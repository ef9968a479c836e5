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

/** Takes secrets out of every text of a value, and keeps its shape, however long its lists are. */
function walked(value: unknown, key: string, redactor: Redactor, text: (said: string) => string): unknown {
  if (typeof value === 'string') return IDENTITY.has(key) ? value : text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => walked(item, key, redactor, text));
  const safe = THEIRS.has(key) ? redactor.value(value) : value;
  return Object.fromEntries(
    Object.entries(safe ?? {}).map(([name, inner]) => [name, walked(inner, name, redactor, text)]),
  );
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

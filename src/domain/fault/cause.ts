import { clipped } from '../redaction/redacted.ts';
import type { Redactor } from '../redaction/redactor.ts';

/** As long as a fault's `cause` may be. */
const LONGEST = 300;
/** Causes of causes are followed so far. */
const DEEPEST = 5;

function said(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code: unknown = Reflect.get(error, 'code');
  const sign = typeof code === 'string' && !error.message.includes(code) ? ` [${code}]` : '';
  return `${error.name}${sign}: ${error.message}`;
}

/** The original error in short, with what caused it: `TypeError: fetch failed ← Error: connect ECONNREFUSED`. Redacted. */
export function causeOf(error: unknown, redactor: Redactor): string {
  const parts: string[] = [];
  for (let at: unknown = error; at !== undefined && parts.length < DEEPEST; ) {
    parts.push(said(at));
    at = at instanceof Error ? at.cause : undefined;
  }
  return clipped(redactor, parts.join(' ← '), LONGEST);
}

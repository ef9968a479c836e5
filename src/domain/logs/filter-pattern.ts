/** What stands at the beginning of a pattern that is CloudWatch's own already. */
const OWN_SYNTAX = /^\s*[?{["%-]/;

/** A word that needs no quotes (CloudWatch Logs user guide, "Filter pattern syntax"). */
const BARE = /^\w+$/;

const term = (text: string): string =>
  BARE.test(text) ? text : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/**
 * What people type as a filter, in CloudWatch's syntax: `ERROR|FATAL` means either and becomes `?ERROR ?FATAL`; one
 * phrase is looked for as it stands. CloudWatch's own syntax stays as it is. Upper and lower case differ there.
 */
export function filterPattern(typed: string): string {
  if (OWN_SYNTAX.test(typed)) return typed.trim();
  const terms = typed
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return terms.length > 1 ? terms.map((one) => `?${term(one)}`).join(' ') : terms.map(term).join('');
}

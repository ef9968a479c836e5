import { EcsError } from '../ecs/api/errors.ts';

/** One word or quoted phrase of a pattern, and whether a line must have it, may have it, or mustn't. */
interface Term {
  readonly sign: '' | '?' | '-';
  readonly text: string;
}

const invalid = (): EcsError => new EcsError('InvalidParameterException', 'Invalid filter pattern');

/**
 * What a pattern of unstructured terms lets through (CloudWatch Logs user guide, "Filter pattern syntax"): all terms;
 * any of those with `?`; none of those with `-`. Terms are case-sensitive, and what holds anything but letters, digits
 * and underscores must be quoted. With a `?` term all others are ignored. JSON and column patterns aren't known here.
 */
export function patternOf(pattern: string | undefined): (line: string) => boolean {
  if (pattern === undefined || pattern.trim() === '') return () => true;
  if (/^\s*[{[%]/.test(pattern)) throw invalid();
  const terms = termsOf(pattern);
  const any = terms.filter(({ sign }) => sign === '?');
  if (any.length > 0) return (line) => any.some(({ text }) => line.includes(text));
  return (line) => terms.every(({ sign, text }) => line.includes(text) === (sign === ''));
}

function termsOf(pattern: string): Term[] {
  const terms: Term[] = [];
  let rest = pattern.trim();
  while (rest !== '') {
    const found = /^([?-]?)(?:"((?:[^"\\]|\\.)+)"|(\w+))(?:\s+|$)/.exec(rest);
    if (!found) throw invalid();
    const [whole, sign, quoted, word] = found;
    const text = quoted?.replace(/\\(.)/g, '$1') ?? word ?? '';
    terms.push({ sign: sign === '?' || sign === '-' ? sign : '', text });
    rest = rest.slice(whole.length);
  }
  return terms;
}

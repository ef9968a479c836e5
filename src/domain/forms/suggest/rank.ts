import { distance } from 'fastest-levenshtein';

/** Something that can be suggested, as it is searched. Names are in lower case. */
export interface Candidate {
  /** What people call it most: a service's own name. */
  readonly name: string;
  /** What it belongs to; empty where it belongs to nothing. */
  readonly of: string;
  /** Everything else that finds it: its environment, its name in AWS. */
  readonly also: string;
}

/** How well a candidate fits what was typed, from the best; each with the letters that are off. */
const FITS = ['name', 'belonging', 'words', 'near'] as const;
type Fit = { readonly by: (typeof FITS)[number]; readonly off: number };

/** Nobody types more to find a name; the rest would only cost time. */
const QUERY_MAX = 100;

/** What was typed, ready to be compared. */
interface Query {
  readonly text: string;
  /** `prod/reg`: the parts before and after the first slash. */
  readonly path: { readonly of: string; readonly name: string } | undefined;
  readonly words: readonly string[];
}

/**
 * The candidates that what was typed may mean, best first: those whose name begins so, then those that belong to
 * something that begins so, then those that hold all its words, then those that are a slip of the finger away. Of
 * equal ones the earlier stays first. Nothing typed means all of them.
 */
export function ranked<C extends Candidate>(typed: string, candidates: readonly C[]): readonly C[] {
  const query = queryOf(typed);
  if (query.text === '') return candidates;
  return candidates
    .flatMap((candidate) => {
      const fit = fitOf(query, candidate);
      return fit ? [{ candidate, ...fit }] : [];
    })
    .sort((a, b) => FITS.indexOf(a.by) - FITS.indexOf(b.by) || a.off - b.off)
    .map(({ candidate }) => candidate);
}

function queryOf(typed: string): Query {
  const text = typed.slice(0, QUERY_MAX).trim().toLowerCase();
  const slash = text.indexOf('/');
  return {
    text,
    path: slash < 0 ? undefined : { of: text.slice(0, slash), name: text.slice(slash + 1) },
    words: text.split(/[\s/]+/).filter((word) => word !== ''),
  };
}

function fitOf({ text, path, words }: Query, { name, of, also }: Candidate): Fit | undefined {
  if (name.startsWith(text)) return { by: 'name', off: 0 };
  if (path && of.startsWith(path.of) && name.startsWith(path.name)) return { by: 'name', off: 0 };
  if (of !== '' && of.startsWith(text)) return { by: 'belonging', off: 0 };
  const all = `${of}/${name} ${also}`;
  if (words.length > 0 && words.every((word) => all.includes(word))) return { by: 'words', off: 0 };
  const off = path && of.startsWith(path.of) ? slip(path.name, name) : slip(text, name);
  return off === undefined ? undefined : { by: 'near', off };
}

/**
 * The letters that are off, of as much of the name as was typed; undefined where that is too many to be a slip. Two
 * letters that changed places are one slip.
 */
function slip(typed: string, name: string): number | undefined {
  if (typed.length < 3) return undefined;
  const begin = name.slice(0, typed.length);
  const far = Math.min(distance(typed, name), distance(typed, begin));
  const off = far === 2 && sorted(typed) === sorted(begin) ? 1 : far;
  return off <= (typed.length <= 4 ? 1 : 2) ? off : undefined;
}

const sorted = (text: string): string => [...text].sort().join('');

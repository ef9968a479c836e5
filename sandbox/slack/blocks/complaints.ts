import type { z } from 'zod';
import type { Surface } from './surfaces.ts';
import { whyUnsupported } from './surfaces.ts';

type Issue = z.core.$ZodIssue;

/** The argument that is complained of: the first part of each pointer. */
type Argument = 'blocks' | 'view';

/** A path as Slack writes it: `/blocks/0/text`. */
const pointer = (argument: Argument, path: readonly PropertyKey[]): string =>
  [`/${argument}`, ...path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');

/** Slack's form of a complaint: `[ERROR] what [json-pointer:where]`, where is a path in `argument`. */
export const complaint = (
  what: string,
  path: readonly PropertyKey[],
  argument: Argument = 'blocks',
): string => `[ERROR] ${what} [json-pointer:${pointer(argument, path)}]`;

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown => {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
};

const ARTICLE: Readonly<Record<string, string>> = { array: 'an array', object: 'an object' };

const tooBig = ({ origin, maximum }: z.core.$ZodIssueTooBig): string => {
  if (origin === 'array') return `no more than ${maximum} items allowed`;
  if (origin === 'string') return `must be less than ${Number(maximum) + 1} characters`;
  return `must be at most ${maximum}`;
};

const tooSmall = ({ origin, minimum }: z.core.$ZodIssueTooSmall): string => {
  if (origin === 'array') return `no fewer than ${minimum} items allowed`;
  if (origin === 'string') return 'must be more than 0 characters';
  return `must be at least ${minimum}`;
};

/**
 * Says zod issues the way Slack says them. The wording follows answers of the live API quoted in public issue threads
 * ("must be less than 3001 characters", "invalid additional property: emoji", …).
 */
const sayer = (input: unknown, surface: Surface): ((issue: Issue) => string[]) => {
  const argument = surface === 'message' ? 'blocks' : 'view';
  const one = (what: string, path: readonly PropertyKey[]): string[] => [complaint(what, path, argument)];
  const missing = (path: readonly PropertyKey[]): string[] =>
    one(`missing required field: ${String(path.at(-1))}`, path.slice(0, -1));
  return (issue) => {
    const { path } = issue;
    const value = valueAt(input, path);
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.flatMap((key) => one(`invalid additional property: ${key}`, path));
      case 'too_big':
        return one(tooBig(issue), path);
      case 'too_small':
        return one(tooSmall(issue), path);
      case 'invalid_union':
        if (value === undefined) return missing(path);
        return one(typeof value === 'string' ? whyUnsupported(value, surface) : 'must be a valid type', path);
      case 'invalid_type':
        if (value === undefined) return missing(path);
        return one(`must provide ${ARTICLE[issue.expected] ?? `a ${issue.expected}`}`, path);
      case 'invalid_value':
        if (value === undefined) return missing(path);
        return one(`must be a valid enum value, one of ${issue.values.map(String).join(', ')}`, path);
      case 'invalid_format':
        return one('must be a valid URL', path);
      default:
        return one(issue.message, path);
    }
  };
};

/** Slack's complaints for every issue found in `input`: the value of `blocks`, or of `view` in a modal or Home tab. */
export const complaints = (
  issues: readonly Issue[],
  input: unknown,
  surface: Surface = 'message',
): string[] => issues.flatMap(sayer(input, surface));

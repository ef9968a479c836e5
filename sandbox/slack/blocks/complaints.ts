import type { z } from 'zod';
import { whyUnsupported } from './surfaces.ts';

type Issue = z.core.$ZodIssue;

/** A path as Slack writes it: `/blocks/0/text`. */
const pointer = (path: readonly PropertyKey[]): string =>
  ['/blocks', ...path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');

/** Slack's form of a complaint: `[ERROR] what [json-pointer:where]`. */
export const complaint = (what: string, path: readonly PropertyKey[]): string =>
  `[ERROR] ${what} [json-pointer:${pointer(path)}]`;

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown => {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
};

const ARTICLE: Readonly<Record<string, string>> = { array: 'an array', object: 'an object' };

const missing = (path: readonly PropertyKey[]): string =>
  complaint(`missing required field: ${String(path.at(-1))}`, path.slice(0, -1));

/**
 * Says one zod issue the way Slack says it. The wording follows answers of the live API quoted in public
 * issue threads ("must be less than 3001 characters", "invalid additional property: emoji", …).
 */
const say = (issue: Issue, input: unknown): string[] => {
  const value = valueAt(input, issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => complaint(`invalid additional property: ${key}`, issue.path));
    case 'too_big':
      return [
        issue.origin === 'array'
          ? complaint(`no more than ${issue.maximum} items allowed`, issue.path)
          : complaint(`must be less than ${Number(issue.maximum) + 1} characters`, issue.path),
      ];
    case 'too_small':
      return [
        issue.origin === 'array'
          ? complaint(`no fewer than ${issue.minimum} items allowed`, issue.path)
          : complaint('must be more than 0 characters', issue.path),
      ];
    case 'invalid_union':
      if (value === undefined) return [missing(issue.path)];
      return [
        typeof value === 'string'
          ? complaint(whyUnsupported(value), issue.path)
          : complaint('must be a valid type', issue.path),
      ];
    case 'invalid_type':
      if (value === undefined) return [missing(issue.path)];
      return [complaint(`must provide ${ARTICLE[issue.expected] ?? `a ${issue.expected}`}`, issue.path)];
    case 'invalid_value':
      if (value === undefined) return [missing(issue.path)];
      return [
        complaint(`must be a valid enum value, one of ${issue.values.map(String).join(', ')}`, issue.path),
      ];
    case 'invalid_format':
      return [complaint('must be a valid URL', issue.path)];
    default:
      return [complaint(issue.message, issue.path)];
  }
};

/** Slack's complaints for every issue found in `input` (the value of `blocks`). */
export const complaints = (issues: readonly Issue[], input: unknown): string[] =>
  issues.flatMap((issue) => say(issue, input));

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
class Speaker {
  readonly #input: unknown;
  readonly #surface: Surface;
  readonly #argument: Argument;

  constructor(input: unknown, surface: Surface) {
    this.#input = input;
    this.#surface = surface;
    this.#argument = surface === 'message' ? 'blocks' : 'view';
  }

  say(issue: Issue): string[] {
    const value = valueAt(this.#input, issue.path);
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => this.#of(`invalid additional property: ${key}`, issue.path));
      case 'too_big':
        return [this.#of(tooBig(issue), issue.path)];
      case 'too_small':
        return [this.#of(tooSmall(issue), issue.path)];
      case 'invalid_union':
        if (value === undefined) return [this.#missing(issue.path)];
        return [
          typeof value === 'string'
            ? this.#of(whyUnsupported(value, this.#surface), issue.path)
            : this.#of('must be a valid type', issue.path),
        ];
      case 'invalid_type':
        if (value === undefined) return [this.#missing(issue.path)];
        return [this.#of(`must provide ${ARTICLE[issue.expected] ?? `a ${issue.expected}`}`, issue.path)];
      case 'invalid_value':
        if (value === undefined) return [this.#missing(issue.path)];
        return [
          this.#of(`must be a valid enum value, one of ${issue.values.map(String).join(', ')}`, issue.path),
        ];
      case 'invalid_format':
        return [this.#of('must be a valid URL', issue.path)];
      default:
        return [this.#of(issue.message, issue.path)];
    }
  }

  #of(what: string, path: readonly PropertyKey[]): string {
    return complaint(what, path, this.#argument);
  }

  #missing(path: readonly PropertyKey[]): string {
    return this.#of(`missing required field: ${String(path.at(-1))}`, path.slice(0, -1));
  }
}

/** Slack's complaints for every issue found in `input`: the value of `blocks`, or of `view` in a modal or Home tab. */
export const complaints = (
  issues: readonly Issue[],
  input: unknown,
  surface: Surface = 'message',
): string[] => {
  const speaker = new Speaker(input, surface);
  return issues.flatMap((issue) => speaker.say(issue));
};

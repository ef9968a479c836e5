import type { z } from 'zod';

/**
 * What is wrong with a value, as a sentence for the person who typed it. A schema's own message goes before it (zod:
 * error precedence); undefined leaves zod's.
 */
export const plainProblem: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined || issue.input === null) return 'Fill this in.';
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string'
        ? `At most ${count(issue.maximum)}.`
        : `Not ${issue.inclusive === false ? `${issue.maximum} or more` : `more than ${issue.maximum}`}.`;
    case 'too_small':
      if (issue.origin === 'string')
        return issue.minimum === 1 ? 'Write something here.' : `At least ${count(issue.minimum)}.`;
      return `Not ${issue.inclusive === false ? `${issue.minimum} or less` : `less than ${issue.minimum}`}.`;
    case 'invalid_type':
      return TYPES[issue.expected];
    case 'not_multiple_of':
      return issue.divisor === 1 ? TYPES['int'] : `A multiple of ${issue.divisor}.`;
    case 'invalid_value':
      return `One of these: ${issue.values.map(String).join(', ')}.`;
    default:
      return undefined;
  }
};

const TYPES: Readonly<Record<string, string>> = {
  int: 'A whole number, such as 3.',
  number: 'A number, such as 3.',
  nan: 'A number, such as 3.',
  string: 'A text.',
  boolean: 'Yes or no.',
};

const count = (length: number | bigint): string => `${length} ${length === 1 ? 'character' : 'characters'}`;

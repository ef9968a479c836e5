import type { z } from 'zod';
import { nearest } from '../domain/target/nearest.ts';
import { shown } from './fault.ts';
import { knownKeys } from './file-shape.ts';

/** Something wrong at a place of the YAML, before it is known on which line that stands. */
export interface PlacedFault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** "did you mean …?", or what there is; nothing when there is nothing to choose from. */
export function suggestion(wrong: string, known: readonly string[]): string {
  const close = nearest(wrong.toLowerCase(), known);
  if (close.length > 0) return `did you mean ${close.join(' or ')}?`;
  return known.length > 0 ? `known here: ${known.map(shown).join(', ')}` : 'remove it';
}

/** What zod found, in one fault a place: an unknown key is a fault of its own. */
export const shapeFaults = (issues: readonly z.core.$ZodIssue[]): PlacedFault[] =>
  issues.flatMap((issue): PlacedFault[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: [...issue.path, key],
          message: `isn't a key that is known: ${suggestion(key, knownKeys(issue.path))}`,
        }))
      : [{ path: issue.path, message: issue.message }],
  );

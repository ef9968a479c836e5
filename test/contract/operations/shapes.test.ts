import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Operation } from '../../../src/domain/operation/operation.ts';
import { loadOperations } from '../../../src/jobs/operations-folder.ts';

/** What people read of a field. */
const WORDS: ReadonlySet<string> = new Set(['label', 'description', 'title', 'suggest', 'typed']);

/**
 * What a run that has started relies on: the ids, kinds and order of the steps, and the forms of the input and of
 * what the steps hand on. The words and the code may change freely.
 */
function shapeOf({ spec, steps }: Operation): string {
  const form = (schema: z.ZodType): unknown => z.toJSONSchema(schema, { unrepresentable: 'any' });
  const shape = {
    input: form(spec.input.meta({})),
    lock: spec.lock,
    steps: steps.map((step) => ({
      id: step.id,
      kind: step.kind,
      output: form(step.output),
      ...(step.kind === 'effect' ? { intent: form(step.intent) } : {}),
    })),
  };
  // Words stand in the schemas as texts; a field that is called so is an object.
  const wordless = (key: string, value: unknown): unknown =>
    WORDS.has(key) && typeof value === 'string' ? undefined : value;
  return createHash('sha256').update(JSON.stringify(shape, wordless)).digest('hex').slice(0, 16);
}

const committed = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(new URL('./shapes.json', import.meta.url), 'utf8')));
const all = (await loadOperations()).all;

describe('the shape of an operation that runs have started with', () => {
  it.each(all.map((operation) => [`${operation.spec.name}@${operation.spec.version}`, operation] as const))(
    '%s is the one that is committed: to change it, raise the version and keep the old steps for live runs',
    (name, operation) => {
      expect({ [name]: shapeOf(operation) }).toEqual({ [name]: committed[name] });
    },
  );
});

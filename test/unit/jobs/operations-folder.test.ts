import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadOperations, operationSet } from '../../../src/jobs/operations-folder.ts';

/** Every field of an input, as modals and help show it. */
const Labelled = z.object({
  properties: z.record(
    z.string(),
    z.object({ label: z.string().regex(/^[A-Z]/), description: z.string().min(1) }),
  ),
});

const all = (await loadOperations()).all;

describe('the operations of a build', () => {
  it('are found by scanning the folder, and known by name and version', async () => {
    const set = await loadOperations();
    expect(set.find('restart', 4)?.spec.name).toBe('restart');
    expect(set.find('restart', 99)).toBeUndefined();
  });

  it.each(all.map((operation) => [operation.spec.name, operation] as const))(
    '%s says all that people and the engine need of it',
    (_name, { spec, steps }) => {
      expect(spec.name).toMatch(/^[a-z][a-z-]*$/);
      expect(spec.example.startsWith(`${spec.name} `)).toBe(true);
      expect(spec.plan.map(({ id }) => id)).toEqual(steps.map(({ id }) => id));
      expect(spec.needs.every((action) => /^[a-z-]+:[A-Z]\w+$/.test(action))).toBe(true);
      expect(Labelled.safeParse(z.toJSONSchema(spec.input, { io: 'input' })).error).toBeUndefined();
    },
  );

  it('stop the start when two have the same name', () => {
    const restarts = all.filter(({ spec }) => spec.name === 'restart');
    expect(() => operationSet([...all, ...restarts])).toThrow('two operations are called "restart@4"');
  });

  it('stop the start when a file exports none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'operations-'));
    await writeFile(join(folder, 'empty.ts'), 'export const nothing = 1;\n');
    await expect(loadOperations(pathToFileURL(`${folder}/`))).rejects.toThrow(
      'empty.ts must export one operation',
    );
  });
});

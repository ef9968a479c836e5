import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formOf } from '../../../../src/domain/forms/form.ts';
import { loadOperations } from '../../../../src/jobs/operations-folder.ts';
import { operationWith, probe } from './operations.ts';

describe("an operation's form", () => {
  it('asks for each thing in the way that suits it', () => {
    expect(formOf(probe).fields).toMatchObject([
      { name: 'reason', kind: 'text', lines: 'several', presence: 'optional', maxLength: 200, hint: 'Why' },
      { name: 'tag', kind: 'text', lines: 'one', presence: 'required', label: 'Image tag', maxLength: 40 },
      { name: 'count', kind: 'number', digits: 'whole', min: 0, max: 50, initial: 2, presence: 'optional' },
      { name: 'ratio', kind: 'number', digits: 'decimal', presence: 'optional' },
      { name: 'speed', kind: 'choice', options: ['slow', 'fast'], initial: 'slow' },
      { name: 'force', kind: 'tick', initial: false, unticked: false },
      { name: 'keep', kind: 'tick', initial: false, unticked: undefined },
      { name: 'like', kind: 'suggested', source: 'stack', presence: 'optional' },
      { name: 'dryRun', kind: 'tick', initial: true, unticked: false, label: 'Dry run', hint: 'Only look' },
    ]);
    expect(formOf(probe)).toMatchObject({ operation: 'probe', version: 1, target: 'service' });
  });

  it('has no bounds that nobody set', () => {
    const [count] = formOf(operationWith(z.object({ count: z.int() }))).fields;
    expect(count).toEqual({
      name: 'count',
      label: 'Count',
      hint: '',
      presence: 'required',
      kind: 'number',
      digits: 'whole',
    });
  });

  it.each([
    ['a list', z.array(z.string())],
    ['an object', z.object({ a: z.string() })],
    ['something that may be null', z.string().nullable()],
    ['suggestions of an unknown kind', z.string().meta({ suggest: 'weather' })],
    ['a choice of more than Slack shows', z.enum(Array.from({ length: 101 }, (_, i) => `option-${i}`))],
  ])('is refused at the start where it has %s', (_what, field) => {
    expect(() => formOf(operationWith(z.object({ odd: field })))).toThrow(
      /operation probe: no form can ask for the field "odd"/,
    );
  });

  it('can be made of every operation there is', async () => {
    const { all } = await loadOperations();
    expect(all.length).toBeGreaterThan(0);
    for (const { spec } of all) {
      for (const field of formOf(spec).fields)
        expect(field.label, `${spec.name}: ${field.name}`).not.toBe('');
    }
  });
});

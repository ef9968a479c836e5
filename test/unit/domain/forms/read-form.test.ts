import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answersOf } from '../../../../src/domain/forms/answers.ts';
import { readForm } from '../../../../src/domain/forms/read-form.ts';
import { operationWith, probe } from './operations.ts';

const text = (value: string | null) => ({ x: { type: 'plain_text_input', value } });
const option = (value: string) => ({ x: { type: 'external_select', selected_option: { value } } });
const ticked = (...values: string[]) => ({
  x: { type: 'checkboxes', selected_options: values.map((value) => ({ value })) },
});

const hand = (values: Record<string, unknown>, spec = probe) => {
  const answers = answersOf({ target: option('prod/registry'), 'field/tag': text('1.2.3'), ...values });
  if (!answers) throw new Error('no state.values');
  return readForm(spec, answers);
};

describe('a form that is handed in', () => {
  it('gives the input that the operation takes', () => {
    expect(
      hand({
        'field/reason': text('  memory leak '),
        'field/count': text('7'),
        'field/ratio': text('0.5'),
        'field/speed': option('fast'),
        'field/force': ticked('yes'),
        'field/keep': ticked(),
        'field/like': option('prod'),
        'field/dryRun': ticked(),
      }),
    ).toEqual({
      kind: 'filled',
      target: 'prod/registry',
      input: {
        reason: 'memory leak',
        tag: '1.2.3',
        count: 7,
        ratio: 0.5,
        speed: 'fast',
        force: true,
        like: 'prod',
        dryRun: false,
      },
    });
  });

  it('takes an empty field for one that nothing was said in', () => {
    expect(hand({ 'field/reason': text(null), 'field/count': text('') })).toMatchObject({
      kind: 'filled',
      input: { count: 2, speed: 'slow', force: false, dryRun: false },
    });
  });

  it('says all that is wrong at once, in plain words, each where it stands', () => {
    expect(
      hand({
        target: { x: { type: 'external_select', selected_option: null } },
        'field/reason': text('x'.repeat(201)),
        'field/tag': text('Not A Tag'),
        'field/count': text('51'),
        'field/ratio': text('0'),
        'field/speed': option('sideways'),
      }),
    ).toEqual({
      kind: 'wrong',
      errors: {
        target: 'Choose one.',
        'field/reason': 'At most 200 characters.',
        'field/tag': 'Letters, digits and points only.',
        'field/count': 'Not more than 50.',
        'field/ratio': 'Not 0 or less.',
        'field/speed': 'One of these: slow, fast.',
      },
    });
  });

  it.each([
    [{ 'field/tag': text(null) }, { 'field/tag': 'Fill this in.' }],
    [{ 'field/reason': text('   ') }, { 'field/reason': 'Write something here.' }],
    [{ 'field/count': text('many') }, { 'field/count': 'A number, such as 3.' }],
    [{ 'field/count': text('1.5') }, { 'field/count': 'A whole number, such as 3.' }],
  ])('%j is told what to do', (values, errors) => {
    expect(hand(values)).toEqual({ kind: 'wrong', errors });
  });

  it('says at the target what concerns the input as a whole', () => {
    const both = operationWith(
      z
        .object({ a: z.string().optional(), b: z.string().optional() })
        .refine(({ a, b }) => a === undefined || b === undefined, 'Fill in one of the two.'),
    );
    expect(hand({ 'field/a': text('1'), 'field/b': text('2') }, both)).toEqual({
      kind: 'wrong',
      errors: { target: 'Fill in one of the two.' },
    });
  });

  it('is read or refused whatever it holds, and errors stand only where Slack can show them', () => {
    const blocks = ['target', ...Object.keys(probe.input.shape).map((name) => `field/${name}`)];
    const answers = fc.dictionary(fc.oneof(fc.constantFrom(...blocks), fc.string()), fc.array(fc.string()));
    fc.assert(
      fc.property(answers, (given) => {
        const read = readForm(probe, new Map(Object.entries(given)));
        if (read.kind === 'filled') return;
        expect(blocks).toEqual(expect.arrayContaining(Object.keys(read.errors)));
        expect(Object.values(read.errors)).not.toContain('');
      }),
    );
  });
});

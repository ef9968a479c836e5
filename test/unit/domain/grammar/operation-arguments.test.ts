import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { flagsOf } from '../../../../src/domain/grammar/flags.ts';
import { parseArguments } from '../../../../src/domain/grammar/operation-arguments.ts';
import { tokenize } from '../../../../src/domain/grammar/tokenize.ts';
import { restart } from '../../../../src/jobs/operations/restart.ts';

const read = (typed: string) => {
  const cut = tokenize(typed);
  return parseArguments(restart.spec, cut.kind === 'tokens' ? cut.tokens : []);
};

const scale = {
  name: 'scale',
  input: z.object({
    count: z.int().min(0).meta({ typed: 'bare', description: 'how many' }),
    zone: z.string().optional().meta({ typed: 'bare' }),
    reason: z.string().optional(),
  }),
};
const readScale = (typed: string) => {
  const cut = tokenize(typed);
  return parseArguments(scale, cut.kind === 'tokens' ? cut.tokens : []);
};

describe('what stands after the target without a flag', () => {
  it('is read in the order of the fields, wherever flags stand between', () => {
    expect(readScale('registry 3')).toMatchObject({ target: 'registry', input: { count: 3 } });
    expect(readScale('--reason load registry 3 east')).toMatchObject({
      target: 'registry',
      input: { reason: 'load', count: 3, zone: 'east' },
    });
  });

  it('may be said by its flag, too', () => {
    expect(readScale('registry --count 3 east')).toMatchObject({ input: { count: 3, zone: 'east' } });
    expect(readScale('--count=3 registry')).toMatchObject({ target: 'registry', input: { count: 3 } });
  });

  it.each(['registry', 'registry --reason load', '3'])(
    'is incomplete where it must be said: "%s"',
    (typed) => {
      expect(readScale(typed)).toEqual({ kind: 'incomplete' });
    },
  );

  it.each([
    ['registry three', '`COUNT`: A number, such as 3'],
    ['registry -1', '`COUNT`: Not less than 0'],
    ['registry 3 east now', '"now" is too much: `scale` takes one target and one COUNT and one ZONE'],
  ])('"%s" is told what is wrong', (typed, problem) => {
    const args = readScale(typed);
    expect(args.kind === 'wrong' && args.problem).toContain(problem);
  });

  it('stays when the same is said of another target', () => {
    const args = readScale('registry 3 --reason load');
    expect(args.kind === 'arguments' && args.withTarget('staging/registry')).toBe(
      'scale staging/registry 3 --reason load',
    );
  });
});

describe('what follows a verb', () => {
  it('has the flags of the operation itself', () => {
    expect(flagsOf(restart.spec).map(({ flag, takes }) => [flag, takes])).toEqual([
      ['reason', 'value'],
      ['force', 'nothing'],
      ['pin', 'nothing'],
    ]);
  });

  it('reads the target and the flags in any order', () => {
    const expected = { kind: 'arguments', target: 'registry', input: { reason: 'leak', force: true } };
    expect(read('registry --reason leak --force')).toMatchObject(expected);
    expect(read('--force --reason leak registry')).toMatchObject(expected);
    expect(read('registry')).toMatchObject({ target: 'registry', input: { force: false } });
  });

  it('can be said again for another target, with all the rest as it was', () => {
    const args = read('--reason "registry is slow" registry --force');
    expect(args.kind === 'arguments' && args.withTarget('staging/registry')).toBe(
      'restart --reason "registry is slow" staging/registry --force',
    );
  });

  it.each(['', '--force', '--reason "memory leak"'])('is incomplete without a target: "%s"', (typed) => {
    expect(read(typed)).toEqual({ kind: 'incomplete' });
  });

  it.each([
    ['registry auth', 'takes one target'],
    ['registry --resaon x', 'Did you mean `--reason`?'],
    ['registry --reason', '`--reason` needs a value'],
    ['registry --reason --force', '`--reason` needs a value'],
    ['registry --force --force', 'stands twice'],
    [`registry --reason "${'x'.repeat(201)}"`, '`--reason`:'],
  ])('"%s" is told what is wrong', (typed, problem) => {
    const args = read(typed);
    expect(args).toMatchObject({ kind: 'wrong' });
    expect(args.kind === 'wrong' && args.problem).toContain(problem);
  });
});

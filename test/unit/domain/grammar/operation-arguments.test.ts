import { describe, expect, it } from 'vitest';
import { flagsOf, parseArguments } from '../../../../src/domain/grammar/operation-arguments.ts';
import { tokenize } from '../../../../src/domain/grammar/tokenize.ts';
import { restart } from '../../../../src/jobs/operations/restart.ts';

const read = (typed: string) => {
  const cut = tokenize(typed);
  return parseArguments(restart.spec, cut.kind === 'tokens' ? cut.tokens : []);
};

describe('what follows a verb', () => {
  it('has the flags of the operation itself', () => {
    expect(flagsOf(restart.spec).map(({ flag, takes }) => [flag, takes])).toEqual([
      ['reason', 'value'],
      ['force', 'nothing'],
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

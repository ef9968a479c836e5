import { describe, expect, it } from 'vitest';
import { choose } from '../../../bench/measures/choose.ts';
import type { Measure } from '../../../bench/measures/measure.ts';

const all = ['ack', 'runs', 'waiting'].map(
  (name): Measure => ({ name, summary: name, run: () => Promise.resolve([]) }),
);
const chosen = (...names: string[]) => {
  const choice = choose(all, names);
  return choice.kind === 'chosen' ? choice.measures.map(({ name }) => name) : choice;
};

describe('npm run bench -- NAME…', () => {
  it('runs all without a name, else the named ones, each once and in the same order', () => {
    expect(chosen()).toEqual(['ack', 'runs', 'waiting']);
    expect(chosen('runs', 'ack', 'runs')).toEqual(['ack', 'runs']);
  });

  it('begins nothing when a name is unknown, and says which', () => {
    expect(chosen('ack', 'akc', 'x')).toEqual({ kind: 'unknown', names: ['akc', 'x'] });
  });
});

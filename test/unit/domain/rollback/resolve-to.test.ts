import { describe, expect, it } from 'vitest';
import { type Candidate, candidates } from '../../../../src/domain/rollback/candidates.ts';
import { resolveTo } from '../../../../src/domain/rollback/resolve-to.ts';
import { digestOf, NOW, runsNow, seen } from './seen.ts';

const { all } = candidates(
  [
    seen({ minute: 0, ran: 'a', run: 11 }),
    seen({ minute: 10, ran: 'b' }),
    seen({ minute: 20, revision: 40, named: `@${digestOf('c')}`, tag: 'v12', run: 12 }),
    seen({ minute: 30, revision: 41, named: ':v13' }),
    seen({ minute: 35, revision: 42, named: `@${digestOf('c')}`, tag: 'hotfix', run: 14 }),
    seen({ minute: 40, revision: 7, ran: 'd' }),
  ],
  runsNow(40, 'd'),
  NOW,
);

const nameOf = (one: Candidate): string =>
  one.kind === 'image' ? one.digest.slice(7, 8) : one.taskDefinition.replace(/^.*:/, ':');
function meant(said: string): string {
  const to = resolveTo(all, said);
  switch (to.kind) {
    case 'found':
      return nameOf(to.candidate);
    case 'ambiguous':
      return `which of ${to.choices.map(nameOf).join(', ')}`;
    case 'none':
      return `none, perhaps ${to.nearest.map(nameOf).join(', ')}`;
  }
}

describe('what a person says after --to', () => {
  it.each([
    ['a whole digest', digestOf('a'), 'a'],
    ['its first digits', 'aaaaaa', 'a'],
    ['its first digits as they stand in messages', 'sha256:aaaaaaaaaaaa', 'a'],
    ['digits in capitals', 'BBBBBBBB', 'b'],
    ['a tag that a run resolved', 'v12', 'c'],
    ['another tag of the same image', 'hotfix', 'c'],
    ['a tag in a revision’s image', 'v13', ':41'],
    ['a revision', ':41', ':41'],
    ['a revision with its family', 'mcp-gateway-v2-registry:40', 'c'],
    ['a run', '#12', 'c'],
    ['a later run of the same image', '#14', 'c'],
    ['words with room around them', '  v12 ', 'c'],
  ])('finds by %s', (_, said, name) => {
    expect(meant(said)).toBe(name);
  });

  it.each([
    ['a tag that was overwritten', 'latest', 'which of b, a'],
    ['a revision that ran several images', ':7', 'which of b, a'],
  ])('is ambiguous: %s', (_, said, name) => {
    expect(meant(said)).toBe(name);
  });

  it.each([
    ['a tag with a slip', 'v14', 'none, perhaps c, :41'],
    ['too few digits of a digest', 'aaaaa', 'none, perhaps a'],
    ['a run that deployed nothing', '#99', 'none, perhaps c, :41, b'],
    ['another family', 'other:41', 'none, perhaps c, :41, b'],
    ['a part of a revision’s number', ':1', 'none, perhaps c, :41, b'],
    ['what runs', digestOf('d'), 'none, perhaps c, :41, b'],
    ['a tag of a sidecar', 'v1', 'none, perhaps c, :41'],
    ['nothing', '', 'none, perhaps c, :41, b'],
  ])('finds none by %s', (_, said, name) => {
    expect(meant(said)).toBe(name);
  });

  it('finds none where there is nothing to go back to', () => {
    expect(resolveTo([], 'v12')).toEqual({ kind: 'none', nearest: [] });
  });
});

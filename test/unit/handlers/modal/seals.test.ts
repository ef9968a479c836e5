import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seals } from '../../../../src/handlers/modal/seals.ts';

const actor = { kind: 'slack', team: 'T1', user: 'U1' } as const;
const ours = seals('xoxb-1');

describe('a seal', () => {
  it('gives back what was sealed to the same person, whichever bot made it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(seals('xoxb-1').open(ours.seal(text, actor), actor)).toBe(text);
      }),
    );
  });

  it('is broken by any change of a letter', () => {
    const sealed = ours.seal('{"operation":"restart","version":2}', actor);
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const changed = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`;
      // The last letter of the seal has bits that stand for nothing.
      if (at !== 42) expect(ours.open(changed, actor), changed).toBeUndefined();
    }
  });

  it.each([
    ['of another workspace', { ...actor, team: 'T2' }],
    ['of somebody else', { ...actor, user: 'U2' }],
    ['whose ids only read the same', { ...actor, team: 'T1U', user: '1' }],
  ])('isn’t opened for a person %s', (_who, other) => {
    expect(ours.open(ours.seal('{}', actor), other)).toBeUndefined();
  });

  it.each(['', '{}', '.{}', 'x.{}', `${'A'.repeat(43)}.{}`])('is none where it is %j', (text) => {
    expect(ours.open(text, actor)).toBeUndefined();
    expect(seals('xoxb-2').open(ours.seal('{}', actor), actor)).toBeUndefined();
  });
});

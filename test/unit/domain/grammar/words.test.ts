import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../../../src/domain/grammar/tokenize.ts';
import { wordsOf } from '../../../../src/domain/grammar/words.ts';

/** Words as a person may have meant them: what phones change is changed before they are cut. */
const anything = fc.string({
  unit: fc.constantFrom('a', 'Z', '7', ' ', '-', '"', "'", '\\', '<', '&', '>', '|', 'é', '/'),
});

describe('tokens as words', () => {
  it('are cut into the same tokens again, whatever they hold', () => {
    const token = fc.oneof(
      fc.record({ kind: fc.constant('word' as const), text: anything }),
      fc.record({ kind: fc.constant('flag' as const), text: fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/) }),
    );
    fc.assert(
      fc.property(fc.array(token), (tokens) => {
        expect(tokenize(wordsOf(tokens))).toEqual({ kind: 'tokens', tokens });
      }),
    );
  });

  it('look as a person would have typed them', () => {
    const cut = tokenize('restart registry —reason “memory leak” --force');
    expect(cut.kind === 'tokens' && wordsOf(cut.tokens)).toBe(
      'restart registry --reason "memory leak" --force',
    );
  });
});

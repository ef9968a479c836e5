import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../../../src/domain/grammar/tokenize.ts';

const words = (typed: string): string[] => {
  const cut = tokenize(typed);
  return cut.kind === 'tokens'
    ? cut.tokens.map((t) => (t.kind === 'flag' ? `--${t.text}` : t.text))
    : [`open ${cut.quote}`];
};

describe('cutting a command into words', () => {
  it.each([
    ['restart  registry', ['restart', 'registry']],
    ['restart registry --reason "memory leak"', ['restart', 'registry', '--reason', 'memory leak']],
    ['restart registry —reason “it’s stuck”', ['restart', 'registry', '--reason', "it's stuck"]],
    ["restart registry --reason don't", ['restart', 'registry', '--reason', "don't"]],
    ['restart registry --reason=slow --force', ['restart', 'registry', '--reason', 'slow', '--force']],
    ['restart a&amp;b &lt;c&gt;', ['restart', 'a&b', '<c>']],
    ['restart registry --reason "never closed', ['open "']],
    ['restart registry –-reason «slow again»', ['restart', 'registry', '--reason', 'slow again']],
    ['restart registry —Force', ['restart', 'registry', '--force']],
    ['restart\u00a0regis\u200btry', ['restart', 'registry']],
    [
      'restart registry --reason "see <https://status.example.com/1|status.example.com/1>"',
      ['restart', 'registry', '--reason', 'see status.example.com/1'],
    ],
    ['status <http://registry.internal|registry.internal>', ['status', 'registry.internal']],
    ['restart registry --reason "he said \\"now\\""', ['restart', 'registry', '--reason', 'he said "now"']],
    ['', []],
  ])('%s', (typed, expected) => {
    expect(words(typed)).toEqual(expected);
  });

  it('takes any text without failing, and a quoted one back as it was', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(['tokens', 'open-quote']).toContain(tokenize(typed).kind);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '-', '<', '/', 'é') }), (text) => {
        expect(words(`say "${text}"`)).toEqual(['say', text]);
      }),
    );
  });
});

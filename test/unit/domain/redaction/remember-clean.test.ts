import { expect, test } from 'vitest';
import { rememberClean } from '../../../../src/domain/redaction/remember-clean.ts';

/** A redaction that counts how often it searched. */
function search() {
  const searched: string[] = [];
  const text = rememberClean((given) => {
    searched.push(given);
    return given.replaceAll('hunter2', '[secret]');
  });
  return { searched, text };
}

test('a short text without a secret is searched once', () => {
  const { searched, text } = search();
  expect([text('registry'), text('registry')]).toEqual(['registry', 'registry']);
  expect(searched).toEqual(['registry']);
});

test('a text with a secret is redacted each time anew', () => {
  const { searched, text } = search();
  expect([text('it is hunter2'), text('it is hunter2')]).toEqual(['it is [secret]', 'it is [secret]']);
  expect(searched).toHaveLength(2);
});

test('however many texts pass, secrets among them stay hidden', () => {
  const { text } = search();
  for (let n = 0; n < 12_000; n += 1) {
    expect(text(`name ${n}`)).toBe(`name ${n}`);
    if (n % 1_000 === 0) expect(text(`hunter2 ${n}`)).toBe(`[secret] ${n}`);
  }
});

test('what comes again stays known, however many texts come once in between', () => {
  const { searched, text } = search();
  for (let n = 0; n < 40_000; n += 1) {
    text(`id ${n}`);
    if (n % 1_000 === 0) text('registry');
  }
  expect(searched.filter((given) => given === 'registry')).toHaveLength(1);
});

test('a long text is searched each time', () => {
  const { searched, text } = search();
  const long = 'word '.repeat(50);
  expect([text(long), text(long)]).toEqual([long, long]);
  expect(searched).toHaveLength(2);
});

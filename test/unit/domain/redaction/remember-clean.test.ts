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

test('a short text without a secret is known once it has come again', () => {
  const { searched, text } = search();
  for (let n = 0; n < 5; n += 1) expect(text('registry')).toBe('registry');
  expect(searched).toEqual(['registry', 'registry']);
});

test('what comes once takes no place of what is known', () => {
  const { searched, text } = search();
  const names = Array.from({ length: 500 }, (_, n) => `name ${n}`);
  for (const name of [...names, ...names]) text(name);
  for (let n = 0; n < 100_000; n += 1) text(`id ${n}`);
  const before = searched.length;
  for (const name of names) text(name);
  expect(searched).toHaveLength(before);
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
  text('registry');
  for (let n = 0; n < 40_000; n += 1) {
    if (n % 1_000 === 0) text('registry');
    // Twice each, so that all are kept for a while.
    text(`id ${n}`);
    text(`id ${n}`);
  }
  expect(searched.filter((given) => given === 'registry')).toHaveLength(2);
});

test('a long text is searched each time', () => {
  const { searched, text } = search();
  const long = 'word '.repeat(50);
  expect([text(long), text(long)]).toEqual([long, long]);
  expect(searched).toHaveLength(2);
});

import { expect, test } from 'vitest';
import { rememberKeys } from '../../../../src/domain/redaction/remember-keys.ts';

/** What is known of keys, by a redaction that counts how often it looked. */
function facts() {
  const looked: string[] = [];
  const key = rememberKeys((given) => {
    looked.push(given);
    return given.replaceAll('hunter2', '[secret]');
  });
  return { looked, key };
}

test.each([
  ['password', { sensitive: true, names: false, isValue: false }],
  ['passwordFile', { sensitive: false, names: false, isValue: false }],
  ['Name', { sensitive: false, names: true, isValue: false }],
  ['key', { sensitive: false, names: true, isValue: false }],
  ['VALUE', { sensitive: false, names: false, isValue: true }],
  ['constructor', { sensitive: false, names: false, isValue: false }],
])('of %s it is known what stands under it', (given, known) => {
  expect(facts().key(given)).toEqual({ shown: given, ...known });
});

test('a key is looked at once', () => {
  const { looked, key } = facts();
  expect(key('channel')).toBe(key('channel'));
  expect(looked).toEqual(['channel']);
});

test('a key that holds a secret is hidden each time anew, and never kept', () => {
  const { looked, key } = facts();
  expect([key('of hunter2').shown, key('of hunter2').shown]).toEqual(['of [secret]', 'of [secret]']);
  expect(looked).toHaveLength(2);
});

test('however many keys pass, each is still known for what it is', () => {
  const { key } = facts();
  for (let n = 0; n < 5_000; n += 1) {
    expect(key(`key ${n}`).sensitive).toBe(false);
    expect(key(`password ${n % 10}`).sensitive).toBe(true);
  }
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clipped, redacted, redactedOnce } from '../../../../src/domain/redaction/redacted.ts';
import { redactor } from '../../../../src/domain/redaction/redactor.ts';

const own = redactor({ secrets: ['swordfish'] });

test('a message keeps its shape, and the original its words', () => {
  const message = {
    text: 'the password is swordfish',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '`token=abc123`' }, fields: [], expand: true }],
  };
  expect(redacted(own, message)).toEqual({
    text: 'the password is [secret]',
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: '`token=[secret]`' }, fields: [], expand: true },
    ],
  });
  expect(message.text).toBe('the password is swordfish');
});

test('what comes in JSON goes out the same, when no secret is in it', () => {
  const harmless = fc.json({ stringUnit: fc.constantFrom('a', 'ä', '"', '\\', '\n', ' ', '<', '1') });
  fc.assert(
    fc.property(harmless, (json) => {
      const value: unknown = JSON.parse(json);
      expect(redacted(own, value)).toEqual(value);
    }),
  );
});

test('an object that never changes is redacted once, and each as its own', () => {
  const once = redactedOnce<{ readonly said: string }>(own);
  const [one, other] = [{ said: 'it is swordfish' }, { said: 'it is cod' }];
  expect(once(one)).toEqual({ said: 'it is [secret]' });
  expect(once(one)).toBe(once(one));
  expect(once(other)).toEqual(other);
  expect(one.said).toBe('it is swordfish');
});

describe('a text that is clipped', () => {
  test('was redacted before: no beginning of a secret is left', () => {
    fc.assert(
      fc.property(fc.nat({ max: 60 }), fc.nat({ max: 60 }), (before, most) => {
        const told = clipped(own, `${'a'.repeat(before)} AKIAIOSFODNN7EXAMPLE swordfish`, most);
        expect(told).not.toMatch(/AKIA|sword/);
        expect(told.length).toBeLessThanOrEqual(Math.max(1, most));
      }),
    );
  });

  test('is whole while it fits, and never ends in half a character', () => {
    expect(clipped(own, 'abc', 3)).toBe('abc');
    expect(clipped(own, 'abcd', 3)).toBe('ab…');
    expect(clipped(own, 'a😀bcd', 3)).toBe('a…');
  });
});

describe('bounds', () => {
  test('a circle, a great depth, a great breadth and a shared part end', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(own.value(circle)).toEqual(['[circular]']);

    let deep: unknown = 'bottom';
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    expect(JSON.stringify(own.value(deep)).length).toBeLessThan(200);

    const wide = own.value(Array.from({ length: 5000 }, (_, i) => i));
    expect(wide).toHaveLength(1001);

    let doubled: unknown = { end: 'here' };
    for (let level = 0; level < 30; level += 1) doubled = [doubled, doubled, doubled, doubled];
    expect(JSON.stringify(own.value(doubled)).length).toBeLessThan(1_000_000);

    const shared = { a: 1 };
    expect(own.value([shared, shared])).toEqual([shared, shared]);
  });

  test('what stands under a telling key is masked whole, unless it plainly is no secret', () => {
    const given = {
      password: 'two words',
      'x-api-key': ['a b', 'c d'],
      pin: 1234,
      adminPassword: 123_456,
      clientSecret: null,
      token: 'expired',
      secretArn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbC123',
      tokens: 4096,
      environment: [{ name: 'DB_PASSWORD', value: 'correct horse' }],
      argv: ['--password', 'correct horse', 'next'],
      secrets: [{ name: 'DB_PASSWORD', valueFrom: 'arn:aws:ssm:us-east-1:1:parameter/db' }],
    };
    expect(own.value(given)).toEqual({
      ...given,
      password: '[secret]',
      'x-api-key': ['[secret]', '[secret]'],
      adminPassword: '[secret]',
      environment: [{ name: 'DB_PASSWORD', value: '[secret]' }],
      argv: ['--password', '[secret]', 'next'],
    });
  });
});

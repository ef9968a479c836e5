import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactor } from '../../../../src/domain/redaction/redactor.ts';
import { kinds, ordinaryText, type Planted } from './secrets.ts';

const { text, value } = redactor({ secrets: [] });

/** Any text, or text of the kind that surrounds secrets. */
const around = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), ordinaryText);
/** What may touch a secret without becoming a part of it. */
const before = fc.constantFrom('', ' ', '\n', '(', ': ', '> ', 'see ', '\t', '"', '\n\n');
const after = fc.constantFrom('', ' ', '\n', '\r\n', ' then', '\nnext: 1');

const planted = (kind: fc.Arbitrary<Planted>) =>
  fc
    .tuple(around, before, kind, after, ordinaryText)
    .map(([left, gap, { secret, text: middle }, end, right]) => ({
      secret,
      text: `${left}${gap}${middle}${end === '' ? '' : `${end} ${right}`}`,
    }));

/** The secret doesn't stand in the surroundings by chance, and there is enough of it to be seen. */
const real = ({ secret }: Planted) => secret.length >= 6;

describe.each(Object.entries(kinds))('%s', (_, kind) => {
  test('never comes out, whatever stands around it', () => {
    fc.assert(
      fc.property(planted(kind).filter(real), ({ secret, text: given }) => {
        expect(text(given)).not.toContain(secret);
      }),
    );
  });

  test('never comes out of what holds it, however deep', () => {
    const holder = fc.constantFrom<(s: string) => unknown>(
      (s) => ({ message: s }),
      (s) => [{ a: { b: [s, 1, null] } }],
      (s) => ({ body: JSON.stringify({ line: s }) }),
      (s) => new Error('outer', { cause: new AggregateError([new Error(s)], s) }),
      (s) => new Map([['events', new Set([s])]]),
      (s) => ({ [s]: 1 }),
    );
    fc.assert(
      fc.property(kind.filter(real), holder, ({ secret, text: given }, hold) => {
        const seen = JSON.stringify(value(hold(given)));
        expect(seen).not.toContain(secret);
        expect(seen).not.toContain(JSON.stringify(secret).slice(1, -1));
      }),
    );
  });

  test('is replaced once and for all', () => {
    fc.assert(
      fc.property(planted(kind), ({ text: given }) => {
        const once = text(given);
        expect(text(once)).toBe(once);
        expect(once.length).toBeLessThanOrEqual(3 * given.length + 8);
      }),
    );
  });
});

describe('a secret that is cut at the end of a text', () => {
  const cuttable = ['an access key id', 'a Slack token', 'a GitHub token', 'a JWT', 'a private key'];
  test.each(cuttable)('%s shows a few characters at most', (kind) => {
    const arbitrary = kinds[kind] ?? fc.constant({ secret: '', text: '' });
    const ellipsis = fc.constantFrom('', '…', '...');
    fc.assert(
      fc.property(
        arbitrary,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ellipsis,
        ({ text: whole }, part, dots) => {
          const cut = whole.slice(0, Math.floor(whole.length * part));
          const shown = text(`see ${cut}${dots}`);
          const leaks =
            shown.includes(cut) &&
            cut.replace(/^(-+BEGIN [A-Z ]*(-+)?|AKIA|ASIA|xox[a-z.-]*|xapp-1-|gh._|github_pat_)/, '').length;
          expect(Number(leaks)).toBeLessThan(12);
        },
      ),
    );
  });
});

describe('values that the configuration marks secret', () => {
  const secret = fc
    .string({ unit: 'grapheme', minLength: 8, maxLength: 40 })
    .filter((s) => s.trim().length >= 8 && s.isWellFormed() && !'[secret]'.includes(s));
  const form = fc.constantFrom<(s: string) => string>(
    (s) => s,
    encodeURIComponent,
    (s) => new URLSearchParams({ q: s }).toString(),
    (s) => JSON.stringify({ q: s }),
    (s) => JSON.stringify({ body: JSON.stringify(s) }),
    (s) => Buffer.from(s).toString('base64'),
    (s) => Buffer.from(`operator:${s}`).toString('base64'),
    (s) => Buffer.from(`a:${s}:b`).toString('base64url'),
    (s) => s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  );

  test('never come out, in none of their forms', () => {
    fc.assert(
      fc.property(secret, form, ordinaryText, ordinaryText, (s, write, left, right) => {
        const own = redactor({ secrets: [s] });
        const written = write(s);
        const shown = own.text(`${left} ${written} ${right}`);
        expect(shown).not.toContain(written);
        expect(shown).not.toContain(s);
        expect(own.text(shown)).toBe(shown);
        expect(JSON.stringify(own.value({ a: [{ b: written }] }))).not.toContain(s);
      }),
      // A secret may stand in an ordinary text by chance: that is found too.
      { numRuns: 300 },
    );
  });

  test('show a few characters at most where they are cut', () => {
    const own = redactor({ secrets: ['correct horse battery staple'] });
    expect(own.text('it was "correct horse bat')).toBe('it was "[secret]');
    expect(own.text('it was correct horse bat…')).toBe('it was [secret]…');
    expect(own.text('it was corre')).toBe('it was corre');
  });

  test('of fewer than six characters are not looked for', () => {
    expect(redactor({ secrets: ['a', 'abcde', ' b    '] }).text('an abcde b    x')).toBe('an abcde b    x');
  });
});

describe('ordinary text', () => {
  test('comes out as it went in', () => {
    fc.assert(
      fc.property(ordinaryText, (given) => {
        expect(text(given)).toBe(given);
      }),
      { numRuns: 500 },
    );
  });

  test('and ordinary data too, to the last key', () => {
    const data = fc.dictionary(
      fc.constantFrom(
        'run',
        'step',
        'service',
        'image',
        'taskArn',
        'nextToken',
        'tokens',
        'secretArn',
        'note',
      ),
      fc.oneof(ordinaryText, fc.integer(), fc.boolean(), fc.constant(null), fc.array(ordinaryText)),
    );
    fc.assert(
      fc.property(data, (given) => {
        const copy = structuredClone(given);
        expect(value(given)).toEqual(copy);
        expect(given).toEqual(copy);
      }),
    );
  });
});

describe('hostile text', () => {
  const bits = [
    'eyJ',
    'eyJhbGciOiJI.',
    'AKIA',
    'ASIAASIA',
    'xoxb-',
    'xapp-1-A',
    'ghp_',
    '-----BEGIN PRIVATE KEY-----',
    '-----END RSA PRIVATE KEY-----',
    '-----',
    'BEGIN ',
    '://',
    'a://b:c',
    '@',
    'password',
    'password=',
    'token: http://',
    '"token":"',
    "secret='",
    'secret access key',
    '\\"',
    '\\',
    '"',
    "'",
    ' ',
    '\n',
    '\n    ',
    ',',
    '|',
    'hooks.slack.com/services/',
    'arn:aws:secretsmanager:us-east-1:1:secret:',
    '[secret]',
    '[secre',
    '…',
    'key: |\n ',
    'a',
    'hunter',
    '2',
    'bearer ',
    '%22',
    '%3D',
  ];
  const bit = fc.constantFrom(...bits);
  const own = redactor({ secrets: ['hunter hunter', '2"token', 'a\npassword=', 'AKIA, ghp_', '[secret] a'] });

  test('is redacted once and for all, and never grows past three times its length', () => {
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 40 }), (parts) => {
        const given = parts.join('');
        const once = own.text(given);
        expect(own.text(once)).toBe(once);
        expect(once.length).toBeLessThanOrEqual(3 * given.length + 8);
      }),
      { numRuns: 3000 },
    );
  });

  test('takes time in proportion to its length', () => {
    const time = (given: string): number => {
      const start = performance.now();
      own.text(given);
      return performance.now() - start;
    };
    const fastest = (given: string): number => Math.min(time(given), time(given), time(given));
    const long = (unit: string, length: number) =>
      unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    const units = fc.array(bit, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(units, (unit) => {
        const [short, eight] = [fastest(long(unit, 8_000)), fastest(long(unit, 64_000))];
        // Eight times the text: quadratic time would be 64 times as much. The first summand is the clock's noise.
        expect(eight).toBeLessThan(40 + 30 * short);
      }),
      { numRuns: 60 },
    );
  });
});

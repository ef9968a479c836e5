import fc from 'fast-check';
import { alertmanagerBodies } from './alertmanager.ts';
import { cloudWatchMessages, notAlarms } from './cloudwatch.ts';
import { alarmEvents, ecsEvents, otherMessages } from './events.ts';

/** What stands in for a value that it isn't. */
const strange = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  1e308,
  Number.MIN_VALUE,
  '',
  '\u0000',
  '\ud800',
  '\u202E[1 (',
  '__proto__',
  'arn:aws:cloudwatch:::alarm:',
  [],
  {},
  [[[[[[]]]]]],
  Array.from({ length: 2_000 }, () => ({ name: 'x', value: 'y' })),
  Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`k${n}`, 'v'])),
);

/** Further fields that try to be what every object has. */
const polluting = fc.constantFrom(
  '"__proto__":{"NewStateValue":"ALARM"},"constructor":{"prototype":1},"toString":1,',
  '"__proto__":"a text","constructor":"a text","hasOwnProperty":"a text",',
);

/** The texts of a JSON value with one of its parts, however deep, made another. */
function swapped(value: unknown, at: number, by: unknown): unknown {
  let left = at;
  const walk = (part: unknown): unknown => {
    left -= 1;
    if (left === 0) return by;
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(value);
}

/** The text with each way of being broken. */
const broken = (text: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.nat({ max: text.length }).map((at) => text.slice(0, at)),
    fc.nat({ max: text.length }).map((at) => text.slice(at)),
    fc
      .tuple(fc.nat({ max: text.length }), fc.string({ unit: 'binary', maxLength: 8 }))
      .map(([at, noise]) => `${text.slice(0, at)}${noise}${text.slice(at + noise.length)}`),
    fc.tuple(fc.integer({ min: 1, max: 60 }), strange).map(([at, by]) => {
      const value: unknown = JSON.parse(text);
      return JSON.stringify(swapped(value, at, by)) ?? '';
    }),
    polluting.map((fields) => text.replaceAll(/\{(?=\\?")/g, `{${fields}`)),
    fc
      .integer({ min: 100, max: 5_000 })
      .map((depth) => text.replace(/:"/, `:${'['.repeat(depth)}${']'.repeat(depth)},"x":"`)),
    fc.nat({ max: text.length }).map((at) => `${text.slice(0, at)}\u0000${text.slice(at)}`),
    fc.constant(`${text}${text}`),
    fc.constant(`\ufeff${text}`),
  );

const texts = (values: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.values(values)
    .map((value) => JSON.stringify(value))
    .filter((text) => text.length < 10_000);

const anyOf = (all: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...all).chain(broken);

/** Messages of an SNS topic that are broken in every way: cut, swapped, nested, grown, polluted. Most are no JSON. */
export const brokenMessage: fc.Arbitrary<string> = fc.oneof(
  anyOf(texts({ ...cloudWatchMessages, ...notAlarms, ...alarmEvents, ...ecsEvents })),
  fc.constantFrom(...Object.values(otherMessages)),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.json(),
);

/** The same for bodies of Alertmanager's webhook, as texts. */
export const brokenAlertmanagerBody: fc.Arbitrary<string> = fc.oneof(
  anyOf(texts(alertmanagerBodies)),
  fc.json(),
);

import { expect, it } from 'vitest';
import { silenceOf } from '../../../src/health/silence.ts';

const coded = (code: string): Error => Object.assign(new Error('low level'), { code });
const fetchFailed = (cause: unknown): Error => new TypeError('fetch failed', { cause });

it.each([
  ['a port where nobody listens', fetchFailed(coded('ECONNREFUSED')), 'connection refused'],
  [
    'a host with two addresses, where nobody listens',
    fetchFailed(new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')])),
    'connection refused',
  ],
  ['a certificate of yesterday', fetchFailed(coded('CERT_HAS_EXPIRED')), 'certificate expired'],
  ['a name that is none', fetchFailed(coded('ENOTFOUND')), "host name isn't known"],
  ['something new', fetchFailed(coded('E_NEW')), 'no answer (E_NEW)'],
  ['something without a code', fetchFailed(undefined), 'no answer'],
  ['something that is no error', 'odd', 'no answer'],
  ['the time-out', new DOMException('too late', 'TimeoutError'), 'no answer for 5 s'],
])('%s', (_, thrown, said) => {
  expect(silenceOf(thrown, 5000)).toBe(said);
});

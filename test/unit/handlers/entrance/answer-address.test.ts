import { describe, expect, it } from 'vitest';
import { isAnsweredToSlack } from '../../../../src/handlers/entrance/answer-address.ts';

const API = 'https://slack.com/api/';

describe('the address that a request wants its answers at', () => {
  it.each([
    'https://hooks.slack.com/commands/T1/2/x',
    'https://hooks.slack.com/actions/T1/2/x',
    'https://hooks.slack-gov.com/actions/T1/2/x',
  ])('may be %s', (address) => {
    expect(isAnsweredToSlack({ response_url: address }, API)).toBe(true);
  });

  it.each([
    'http://hooks.slack.com/commands/T1/2/x',
    'https://hooks.slack.com:8443/commands/T1/2/x',
    'https://hooks.slack.com@evil.example/',
    'https://evil.example/?hooks.slack.com',
    'https://hooks.slack.com.evil.example/',
    'https://notslack.com/',
    'https://evilslack.com/',
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost:6379/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'not an address',
    ['https://hooks.slack.com/'],
    null,
    7,
  ])('is refused where it is %s', (address) => {
    expect(isAnsweredToSlack({ response_url: address }, API)).toBe(false);
  });

  it('is the sandbox’s where the Web API is, and no other port of the same machine', () => {
    const sandbox = 'http://127.0.0.1:4000/api/';
    expect(isAnsweredToSlack({ response_url: 'http://127.0.0.1:4000/response/1' }, sandbox)).toBe(true);
    expect(isAnsweredToSlack({ response_url: 'http://127.0.0.1:4001/response/1' }, sandbox)).toBe(false);
  });

  it.each([{}, { response_url: '' }, undefined])('needn’t be there: %j', (body) => {
    expect(isAnsweredToSlack(body, API)).toBe(true);
  });
});

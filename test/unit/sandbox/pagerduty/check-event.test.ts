import { describe, expect, it } from 'vitest';
import { checkEvent } from '../../../../sandbox/pagerduty/check-event.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const trigger = {
  routing_key: KEY,
  event_action: 'trigger',
  dedup_key: 'k1',
  payload: { summary: 'CPU', source: 'registry', severity: 'critical' },
};
const wrong = (event: unknown) => {
  const checked = checkEvent(event, [KEY]);
  return checked.kind === 'wrong' ? checked.errors : [];
};

describe('PagerDuty takes', () => {
  it('a trigger, with a key or without', () => {
    const { dedup_key: _, ...without } = trigger;
    expect(wrong(trigger)).toEqual([]);
    expect(wrong(without)).toEqual([]);
  });

  it.each(['acknowledge', 'resolve'])('an event to %s, which needs no payload', (event_action) => {
    expect(wrong({ routing_key: KEY, event_action, dedup_key: 'k1' })).toEqual([]);
  });
});

describe('PagerDuty refuses', () => {
  it.each([
    ['no key of an integration', { routing_key: undefined }, "'routing_key' is missing or blank"],
    [
      'a key that is too short',
      { routing_key: 'abc' },
      "Length of 'routing_key' is incorrect (should be 32 characters)",
    ],
    [
      'a key with other letters',
      { routing_key: `${KEY.slice(1)}-` },
      "'routing_key' cannot contain non-alphanumeric characters.",
    ],
    ['a key of nobody', { routing_key: 'f'.repeat(32) }, 'Invalid routing key'],
    [
      'an action that there isn’t',
      { event_action: 'close' },
      "'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge', 'resolve')",
    ],
    ['a dedup_key that is too long', { dedup_key: 'k'.repeat(256) }, /'dedup_key' is too long/],
    ['an end of nothing', { event_action: 'resolve', dedup_key: undefined }, /'dedup_key' is missing/],
    ['a trigger that says nothing', { payload: {} }, /'payload.summary' is missing or blank/],
    [
      'a severity of somebody else',
      { payload: { ...trigger.payload, severity: 'page' } },
      /'payload.severity' is invalid/,
    ],
    [
      'a time that is none',
      { payload: { ...trigger.payload, timestamp: 'now' } },
      "'payload.timestamp' is invalid",
    ],
  ] as const)('%s', (_, change, sentence) => {
    const [first] = wrong({ ...trigger, ...change });
    expect(first).toMatch(sentence);
  });

  it('what isn’t an event at all, with all that is wrong with it', () => {
    expect(wrong('hello')).toHaveLength(3);
  });
});

import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startPagerDutySandbox } from '../../../sandbox/pagerduty/sandbox.ts';
import { startWebhookSandbox } from '../../../sandbox/webhooks/sandbox.ts';
import type { Incident } from '../../../src/domain/alarm/incident.ts';
import { seconds } from '../../../src/domain/clock.ts';
import { startHeartbeat } from '../../../src/paging/heartbeat.ts';
import { httpPager } from '../../../src/paging/http-pager.ts';
import { incidentOf, NIGHT } from '../../support/alarms.ts';
import { silent } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';

const pagerDuty = await startPagerDutySandbox();
const webhooks = await startWebhookSandbox();
afterAll(() => Promise.all([pagerDuty.stop(), webhooks.stop()]));

const incident = incidentOf();
const secrets: Readonly<Record<string, string>> = {
  PD: pagerDuty.routingKey,
  OTHER: 'f'.repeat(32),
  HOOK: webhooks.urlOf('hook'),
};
const pager = (timeout = seconds(5)) =>
  httpPager({ secretOf: (name) => secrets[name], timeout, pagerDuty: pagerDuty.url });

/** Another alert in each test. */
let key = '';
let tests = 0;
beforeEach(() => {
  tests += 1;
  key = `k${tests}`;
});
const alerts = () => pagerDuty.alerts().filter((alert) => alert.key === key);
const calls = (variable = 'PD', timeout?: number) =>
  pager(timeout).call({ kind: 'pagerduty', key: variable }, incident, key);

describe('PagerDuty', () => {
  it('gets an alert, that somebody has it, and its end, by one key', async () => {
    const call = { kind: 'pagerduty', key: 'PD' } as const;
    expect(await calls()).toMatchObject({ ok: true });
    expect(alerts()).toMatchObject([
      {
        state: 'triggered',
        summary: 'A17 mcp-gateway-v2-registry-cpu-high in prod-us-east-1',
        source: 'mcp-gateway-v2-registry',
        severity: 'warning',
        details: { incident: 'A17', alarms: [{ value: '92 %' }] },
      },
    ]);
    expect(await pager().acknowledge(call, incident, key)).toMatchObject({ ok: true });
    expect(alerts()).toMatchObject([{ state: 'acknowledged' }]);
    expect(await pager().resolve(call, incident, key)).toMatchObject({ ok: true });
    expect(alerts()).toMatchObject([{ state: 'resolved', told: ['trigger', 'acknowledge', 'resolve'] }]);
    expect(pagerDuty.refused).toEqual([]);
  });

  it('that is called twice by one key has one alert', async () => {
    await calls();
    await calls();
    expect(alerts()).toMatchObject([{ state: 'triggered', told: ['trigger', 'trigger'] }]);
  });

  it.each([
    [{ kind: 'throttle' }, 'throttled'],
    [{ kind: 'status', status: 302, when: 'before' }, 'invalid'],
    [{ kind: 'status', status: 503, when: 'before' }, 'unanswered'],
    [{ kind: 'reset', when: 'before' }, 'unanswered'],
  ] as const)(
    'that answers otherwise, %o: %s, tried once, and nothing secret is said',
    async (fault, kind) => {
      pagerDuty.faults.next('trigger', fault);
      const called = await calls();
      expect(called).toMatchObject({ ok: false, fault: { kind } });
      expect(JSON.stringify(called)).not.toContain(pagerDuty.routingKey);
      expect(alerts()).toEqual([]);
    },
  );

  it('that doesn’t know the key is no reason to try again', async () => {
    expect(await calls('OTHER')).toMatchObject({
      ok: false,
      fault: { kind: 'invalid', detail: 'answered 400' },
    });
    expect(pagerDuty.refused.at(-1)).toEqual(['Invalid routing key']);
  });

  it('that never answers is left after a while', async () => {
    const held = pagerDuty.faults.hold('trigger', 'before');
    expect(await calls('PD', 50)).toMatchObject({
      ok: false,
      fault: { kind: 'unanswered', detail: 'no answer in time' },
    });
    held.release();
  });

  it('whose key isn’t set is told so', async () => {
    const called = await calls('NOT_SET');
    expect(called).toMatchObject({ ok: false, fault: { detail: "NOT_SET isn't set in the environment" } });
    expect(alerts()).toEqual([]);
  });
});

describe('a webhook', () => {
  it('gets the incident as it goes on, with a key by which it tells one call from another', async () => {
    const call = { kind: 'webhook', url: 'HOOK' } as const;
    const taken: Incident = { ...incident, acknowledged: { by: { kind: 'system' }, at: NIGHT } };
    await pager().call(call, incident, key);
    await pager().acknowledge(call, taken, key);
    await pager().resolve(call, incident, key);
    expect(webhooks.posted('hook')).toMatchObject([
      {
        headers: { 'idempotency-key': `${key}-ringing` },
        json: {
          version: 1,
          status: 'ringing',
          key,
          incident: 'A17',
          acknowledged: null,
          alarms: [{ state: 'ALARM', value: '92 %' }],
        },
      },
      {
        headers: { 'idempotency-key': `${key}-acknowledged` },
        json: { status: 'acknowledged', key, acknowledged: '2026-11-26T03:00:00.000Z' },
      },
      { headers: { 'idempotency-key': `${key}-over` }, json: { status: 'over', key } },
    ]);
  });
});

describe('the heartbeat', () => {
  it('is sent while alarms are watched, and not while they aren’t', async () => {
    const beats = (): number => webhooks.posted('beat').length;
    let why: string | undefined;
    const asked: (string | undefined)[] = [];
    const heart = startHeartbeat({
      url: webhooks.urlOf('beat'),
      every: 10,
      timeout: seconds(5),
      ailing: async () => {
        asked.push(why);
        return why;
      },
      log: silent,
    });
    await waitFor(() => beats() >= 2, { what: 'two heartbeats' });
    why = 'Redis is away';
    await waitFor(() => asked.at(-1) !== undefined, { what: 'the next look' });
    const sent = beats();
    await waitFor(() => asked.filter((one) => one !== undefined).length >= 4, { what: 'more looks' });
    await heart.stop();
    expect(beats()).toBe(sent);
  });
});

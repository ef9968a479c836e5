import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seconds } from '../../../src/domain/clock.ts';
import { startHeartbeat } from '../../../src/paging/heartbeat.ts';
import { httpPager } from '../../../src/paging/http-pager.ts';
import { incidentOf } from '../../support/alarms.ts';
import { silent } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';

interface Call {
  readonly path: string | undefined;
  readonly key: string | undefined;
  readonly body: unknown;
}

let server: Server;
let url = '';
let calls: Call[] = [];
let answers: number | 'never' = 202;

beforeAll(async () => {
  server = createServer((request, response) => {
    void json(request).then((body) => {
      const key = request.headers['idempotency-key'];
      calls.push({ path: request.url, key: typeof key === 'string' ? key : undefined, body });
      if (answers !== 'never') response.writeHead(answers, { location: `${url}/elsewhere` }).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address: string | AddressInfo | null = server.address();
  url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  calls = [];
  answers = 202;
});

const incident = incidentOf();
const secrets = (): Readonly<Record<string, string>> => ({ PD: 'a-routing-key', HOOK: `${url}/hook` });
const pager = (timeout = seconds(5)) =>
  httpPager({ secretOf: (name) => secrets()[name], timeout, pagerDuty: `${url}/v2/enqueue` });

describe('PagerDuty', () => {
  it('gets an alert, and its end by the same key', async () => {
    expect(await pager().call({ kind: 'pagerduty', key: 'PD' }, incident, 'k1')).toMatchObject({ ok: true });
    expect(await pager().resolve({ kind: 'pagerduty', key: 'PD' }, incident, 'k1')).toMatchObject({
      ok: true,
    });
    expect(calls).toMatchObject([
      {
        path: '/v2/enqueue',
        body: {
          routing_key: 'a-routing-key',
          event_action: 'trigger',
          dedup_key: 'k1',
          payload: {
            summary: 'A17 mcp-gateway-v2-registry-cpu-high in prod-us-east-1',
            source: 'mcp-gateway-v2-registry',
            severity: 'warning',
          },
        },
      },
      { body: { routing_key: 'a-routing-key', event_action: 'resolve', dedup_key: 'k1' } },
    ]);
  });

  it.each([
    [429, 'throttled'],
    [400, 'invalid'],
    [302, 'invalid'],
    [503, 'unanswered'],
  ] as const)('that answers %i: %s, and nothing secret is said', async (status, kind) => {
    answers = status;
    const called = await pager().call({ kind: 'pagerduty', key: 'PD' }, incident, 'k1');
    expect(called).toMatchObject({ ok: false, fault: { kind } });
    expect(JSON.stringify(called)).not.toContain('a-routing-key');
    expect(calls).toHaveLength(1);
  });

  it('that never answers is left after a while', async () => {
    answers = 'never';
    expect(await pager(50).call({ kind: 'pagerduty', key: 'PD' }, incident, 'k1')).toMatchObject({
      ok: false,
      fault: { kind: 'unanswered', detail: 'no answer in time' },
    });
  });

  it('whose key isn’t set is told so', async () => {
    const called = await pager().call({ kind: 'pagerduty', key: 'NOT_SET' }, incident, 'k1');
    expect(called).toMatchObject({ ok: false, fault: { detail: "NOT_SET isn't set in the environment" } });
    expect(calls).toEqual([]);
  });
});

describe('a webhook', () => {
  it('gets the incident, with a key by which it tells one call from another', async () => {
    await pager().call({ kind: 'webhook', url: 'HOOK' }, incident, 'k2');
    await pager().resolve({ kind: 'webhook', url: 'HOOK' }, incident, 'k2');
    expect(calls).toMatchObject([
      {
        path: '/hook',
        key: 'k2-ringing',
        body: { version: 1, status: 'ringing', incident: 'A17', alarms: [{ state: 'ALARM', value: '92 %' }] },
      },
      { key: 'k2-over', body: { status: 'over' } },
    ]);
  });
});

describe('the heartbeat', () => {
  it('is sent while alarms are watched, and not while they aren’t', async () => {
    let why: string | undefined;
    const asked: (string | undefined)[] = [];
    const heart = startHeartbeat({
      url: `${url}/beat`,
      every: 10,
      timeout: seconds(5),
      ailing: async () => {
        asked.push(why);
        return why;
      },
      log: silent,
    });
    await waitFor(() => calls.length >= 2, { what: 'two heartbeats' });
    why = 'Redis is away';
    await waitFor(() => asked.at(-1) !== undefined, { what: 'the next look' });
    const sent = calls.length;
    await waitFor(() => asked.filter((one) => one !== undefined).length >= 4, { what: 'more looks' });
    await heart.stop();
    expect(calls.length).toBe(sent);
  });
});

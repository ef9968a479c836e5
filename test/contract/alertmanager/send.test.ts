import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runbookAlert } from '../../../sandbox/alertmanager/alert.ts';
import { sendAlerts } from '../../../sandbox/alertmanager/send.ts';
import { webhookPayload } from '../../../sandbox/alertmanager/webhook-payload.ts';
import { type Listening, listen } from '../../../sandbox/aws/listen.ts';

const START = Date.UTC(2026, 10, 21, 3, 0, 0);
const firing = webhookPayload({
  receiver: 'mcp-ui-critical',
  groupBy: ['alertname'],
  alerts: [runbookAlert('HighErrorRate', START)],
});

let receiver: Listening;
let statuses: number[];
let heard: { headers: IncomingHttpHeaders; body: string }[];
let waits: number[];

beforeEach(async () => {
  [statuses, heard, waits] = [[], [], []];
  receiver = await listen((request, response) => {
    void text(request).then((body) => {
      heard.push({ headers: request.headers, body });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
});
afterEach(() => receiver.stop());

const send = (address = receiver.url) =>
  sendAlerts(
    {
      address,
      token: 'a-token',
      wait: async (ms) => {
        waits.push(ms);
      },
    },
    firing,
  );

describe('Alertmanager', () => {
  it('posts its payload with its token', async () => {
    expect(await send()).toEqual({ outcome: 'delivered', attempts: [200] });
    expect(heard[0]?.headers).toMatchObject({
      authorization: 'Bearer a-token',
      'content-type': 'application/json',
    });
    expect(JSON.parse(heard[0]?.body ?? '')).toEqual(firing);
  });

  it('tries the very same again on 5xx, waiting longer each time', async () => {
    statuses = [500, 503, 204];
    expect(await send()).toEqual({ outcome: 'delivered', attempts: [500, 503, 204] });
    expect(new Set(heard.map(({ body }) => body)).size).toBe(1);
    expect(waits).toEqual([750, 1125]);
  });

  it('gives up on 4xx at once: it is refused for good', async () => {
    for (const status of [400, 401, 429]) {
      statuses = [status];
      expect(await send()).toEqual({ outcome: 'refused', attempts: [status] });
    }
    expect(waits).toEqual([]);
  });

  it('tries again where nobody listens, and gives up in the end', async () => {
    const gone = await listen(() => undefined);
    await gone.stop();
    expect(await send(gone.url)).toEqual({ outcome: 'given up', attempts: Array(5).fill('unreachable') });
  });
});

describe('a payload of version 4', () => {
  it('tells a group: what its alerts share, and each with its fingerprint', () => {
    expect(firing).toMatchObject({
      version: '4',
      receiver: 'mcp-ui-critical',
      status: 'firing',
      groupKey: '{}:{alertname="HighErrorRate"}',
      groupLabels: { alertname: 'HighErrorRate' },
      truncatedAlerts: 0,
      alerts: [
        {
          status: 'firing',
          labels: { alertname: 'HighErrorRate', severity: 'critical', namespace: 'mcp-ui' },
          startsAt: '2026-11-21T03:00:00.000Z',
          endsAt: '0001-01-01T00:00:00Z',
          fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        },
      ],
    });
  });

  it('fires while one alert does, and is resolved with the last; an alert keeps its fingerprint', () => {
    const over = runbookAlert('HighErrorRate', START, START + 60_000);
    const still = runbookAlert('HighMemoryUsage', START);
    const groupBy = ['namespace'];
    const both = webhookPayload({ receiver: 'mcp-ui-alerts', groupBy, alerts: [over, still] });
    expect([both.status, both.alerts.map(({ status }) => status)]).toEqual([
      'firing',
      ['resolved', 'firing'],
    ]);
    expect(both.commonLabels).toEqual({ namespace: 'mcp-ui', deployment: 'mcp-manager' });
    const resolved = webhookPayload({ receiver: 'mcp-ui-alerts', groupBy, alerts: [over] });
    expect(resolved).toMatchObject({ status: 'resolved', alerts: [{ endsAt: '2026-11-21T03:01:00.000Z' }] });
    expect(resolved.alerts[0]?.fingerprint).toBe(firing.alerts[0]?.fingerprint);
  });

  it('counts the alerts that it leaves out', () => {
    const cut = webhookPayload({
      receiver: 'mcp-ui-alerts',
      groupBy: [],
      alerts: [runbookAlert('HighErrorRate', START), runbookAlert('HighResponseTime', START)],
      maxAlerts: 1,
    });
    expect([cut.alerts.length, cut.truncatedAlerts, cut.groupKey]).toEqual([1, 1, '{}:{}']);
  });
});

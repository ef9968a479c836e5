import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Notice } from '../../../../../src/domain/alarm/notice.ts';
import { readAlertmanager } from '../../../../../src/domain/alarm/read/read-alertmanager.ts';
import { alertmanagerBodies, wrongBodies } from '../../../../support/alarm-corpus/alertmanager.ts';
import { brokenAlertmanagerBody } from '../../../../support/alarm-corpus/broken.ts';

const notices = (body: unknown): readonly Notice[] => {
  const read = readAlertmanager(body);
  if (read.kind === 'wrong') throw new Error(read.problem);
  return read.notices;
};

const startedAt = Date.UTC(2026, 10, 26, 3, 10, 0, 123);
const endedAt = Date.UTC(2026, 10, 26, 3, 20);

describe('a body of Alertmanager', () => {
  it('tells of an alert that fires', () => {
    expect(notices(alertmanagerBodies.firing)).toEqual([
      {
        id: `am/5ef77f1f8a3ecf8d/firing/${startedAt}`,
        via: 'alertmanager',
        what: {
          kind: 'alarm',
          fingerprint: 'alertmanager/5ef77f1f8a3ecf8d',
          type: 'rule',
          name: 'PodCrashLooping',
          state: 'ALARM',
          at: startedAt,
          reason: 'backend restarts again and again',
          description: 'pod backend-7d9 restarted 5 times',
          value: '5',
          condition: 'restarts > 3 for 10 min',
          dimensions: {},
          labels: {
            alertname: 'PodCrashLooping',
            namespace: 'mcp-ui',
            deployment: 'backend',
            severity: 'critical',
          },
          severity: 'critical',
        },
      },
    ]);
  });

  it('tells of one that is over, since when it is', () => {
    const [notice] = notices(alertmanagerBodies.resolved);
    expect(notice).toMatchObject({
      id: `am/c1a6ad2d1a4f2b3c/resolved/${endedAt}`,
      what: { state: 'OK', at: endedAt, reason: 'p99 over 1 s', severity: 'warning' },
    });
    expect(notice?.what).not.toHaveProperty('description');
  });

  it('tells of each alert, those that fire first', () => {
    expect(notices(alertmanagerBodies.mixed).map(({ id }) => id.split('/')[2])).toEqual([
      'firing',
      'resolved',
    ]);
  });

  it('says what Alertmanager left out', () => {
    expect(notices(alertmanagerBodies.truncated)).toMatchObject([
      { what: { kind: 'alarm' } },
      {
        what: {
          kind: 'other',
          text: expect.stringContaining('12 that Alertmanager left out'),
          at: startedAt,
        },
      },
    ]);
  });

  it('says that it left out an alert without a fingerprint', () => {
    expect(notices(alertmanagerBodies['one without a fingerprint'])).toMatchObject([
      { what: { kind: 'alarm' } },
      { what: { kind: 'other', text: expect.stringContaining('1 without a fingerprint') } },
    ]);
  });

  it('keeps 500 alerts, all that fire among them, and says so', () => {
    const read = notices(alertmanagerBodies.many);
    const alarms = read.flatMap(({ what }) => (what.kind === 'alarm' ? what : []));
    expect(alarms).toHaveLength(500);
    expect(alarms.filter(({ state }) => state === 'ALARM')).toHaveLength(310);
    expect(read.at(-1)).toMatchObject({ what: { text: expect.stringContaining('120 beyond 500') } });
  });

  it('keeps the labels that say where an alert belongs, however many there are', () => {
    const [wide] = notices(alertmanagerBodies['many labels']);
    expect(wide?.what).toMatchObject({
      severity: 'critical',
      labels: { alertname: 'Wide', severity: 'page', stack: 'prod-us-east-1', a0: 'x' },
    });
    expect(Object.keys(wide?.what.kind === 'alarm' ? wide.what.labels : {})).toHaveLength(40);
  });

  it('says no severity where the alert says none, and nothing where there is nothing', () => {
    expect(notices(alertmanagerBodies['no severity'])[0]?.what).not.toHaveProperty('severity');
    expect(notices(alertmanagerBodies.empty)).toEqual([]);
  });

  it.each(Object.entries(wrongBodies))('is refused when it is wrong: %s', (_, body) => {
    expect(readAlertmanager(body)).toMatchObject({ kind: 'wrong', problem: expect.any(String) });
  });
});

it('whatever comes, the notices can be stored and read back, and are the same when it comes again', () => {
  let told = 0;
  fc.assert(
    fc.property(brokenAlertmanagerBody, (text) => {
      const body = parsed(text);
      const read = readAlertmanager(body);
      expect(readAlertmanager(body)).toEqual(read);
      if (read.kind === 'wrong') return;
      told += read.notices.length;
      expect(Notice.array().parse(JSON.parse(JSON.stringify(read.notices)))).toEqual(read.notices);
    }),
    { numRuns: 1_000 },
  );
  expect(told).toBeGreaterThan(0);
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

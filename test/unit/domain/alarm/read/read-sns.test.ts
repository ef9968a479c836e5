import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Notice, type Told } from '../../../../../src/domain/alarm/notice.ts';
import { readSns, type SnsMessage } from '../../../../../src/domain/alarm/read/read-sns.ts';
import { LENGTHS } from '../../../../../src/domain/alarm/report.ts';
import { brokenMessage } from '../../../../support/alarm-corpus/broken.ts';
import { CHANGED, cloudWatchMessages, notAlarms, SENT } from '../../../../support/alarm-corpus/cloudwatch.ts';
import { alarmEvents, ecsEvents, otherMessages } from '../../../../support/alarm-corpus/events.ts';

const sentAt = Date.parse(SENT);
const ID = '95df01b4-ee98-5cb9-9903-4c221d41eb5e';
const envelope = (message: string): SnsMessage => ({
  id: ID,
  message,
  timestamp: sentAt,
  topic: 'arn:aws:sns:us-east-1:111122223333:mcp-gateway-v2-alarms',
  via: 'sns',
});
const told = (message: unknown): Told => readSns(envelope(JSON.stringify(message))).what;

/** Of what was told, the fields that are asked for; what isn't there is undefined. */
const these = (asked: object, what: Told) =>
  Object.fromEntries(Object.keys(asked).map((key) => [key, Reflect.get(what, key) as unknown]));

const REGISTRY = { ClusterName: 'mcp-gateway-ecs-cluster', ServiceName: 'mcp-gateway-v2-registry' };
const AUTH = { ...REGISTRY, ServiceName: 'mcp-gateway-v2-auth' };
const ALB = { LoadBalancer: 'app/mcp-gateway-v2-alb/50dc6c495c0c9188' };
const registryCpu = {
  name: 'mcp-gateway-v2-registry-cpu-high',
  fingerprint: 'cloudwatch/111122223333/us-east-1/mcp-gateway-v2-registry-cpu-high',
  account: '111122223333',
  region: 'us-east-1',
  type: 'metric',
  state: 'ALARM',
  at: CHANGED,
  dimensions: REGISTRY,
  labels: {},
  condition: 'CPUUtilization > 85 for 10 min',
  value: '92.4 %',
};

/** What each message of the corpus is read as. */
const READ: Readonly<Record<keyof typeof cloudWatchMessages, Readonly<Record<string, unknown>>>> = {
  'authentication: CPU': { dimensions: AUTH, value: '97 %', condition: 'CPUUtilization > 85 for 10 min' },
  'registry: CPU': registryCpu,
  'authentication: memory': { value: '85.02 %', condition: 'MemoryUtilization > 85 for 10 min' },
  'registry: memory': { dimensions: REGISTRY, value: '99.9 %' },
  'unhealthy targets': { dimensions: ALB, value: '1', condition: 'UnHealthyHostCount > 0 for 2 min' },
  errors: { dimensions: ALB, value: '1042', condition: 'HTTPCode_Target_5XX_Count > 10 for 10 min' },
  'slow answers': { dimensions: ALB, value: '1.0004', condition: 'TargetResponseTime > 1 for 10 min' },
  over: { state: 'OK', value: '12 %', at: CHANGED },
  'no data': { state: 'INSUFFICIENT_DATA', value: undefined, condition: 'CPUUtilization > 85 for 10 min' },
  'missing data that breaches': { state: 'ALARM', value: undefined },
  'some periods of several': { value: '91 %', condition: 'CPUUtilization > 85 in 2 of 3 periods of 5 min' },
  'upper-case dimensions': registryCpu,
  'data of the reason': { value: '93.5 %' },
  'a unit': { value: '91.3 %', name: 'disk-full' },
  tags: { labels: { team: 'platform', severity: 'critical' }, severity: undefined },
  'tags as a list': { labels: { team: 'platform', tier: '1' } },
  'metric maths': { type: 'maths', condition: 'error rate > 5 for 5 min', value: '7.25', dimensions: ALB },
  'metric maths over two services': {
    type: 'maths',
    condition: 'm1 + m2 ≥ 180 for 1 min',
    dimensions: { ClusterName: 'mcp-gateway-ecs-cluster' },
  },
  'anomaly detection': {
    type: 'anomaly',
    condition: 'TargetResponseTime outside its usual band for 3 min',
    value: '0.0667',
  },
  composite: {
    type: 'composite',
    children: ['mcp-gateway-v2-registry-cpu-high'],
    condition: undefined,
    value: undefined,
    dimensions: {},
  },
  'composite, children as texts': { type: 'composite', state: 'OK', children: ['a', 'b'] },
  'log alarm': { type: 'metric', value: '142', condition: undefined },
  'Unicode name': {
    name: 'Registry: Ünïcödé 日本語 🚨 # Inicio de Sesión',
    fingerprint: 'cloudwatch/111122223333/us-east-1/Registry: Ünïcödé 日本語 🚨 # Inicio de Sesión',
  },
  'name with turned direction': {
    name: 'cpuhgih',
    fingerprint: 'cloudwatch/111122223333/us-east-1/cpu\u202Ehgih',
  },
  'half a character in the name': {
    name: 'cpu\uFFFD',
    fingerprint: 'cloudwatch/111122223333/us-east-1/cpu\uFFFD',
  },
  'name with colons': { name: 'team:registry:cpu/high' },
  'no description': { description: undefined },
  'no time': { at: sentAt },
  'absurd time': { at: sentAt },
  'time to come': { at: sentAt },
  'no trigger': { type: 'metric', dimensions: {}, condition: undefined, value: '92.417' },
  'no reason': { reason: '', value: undefined },
  'in China': { region: 'cn-north-1' },
  '256 KiB': { value: '92.4 %' },
};

describe("an alarm's own message", () => {
  it.each(Object.entries(READ))('%s', (name, expected) => {
    const message = Object.entries(cloudWatchMessages).find(([key]) => key === name)?.[1];
    const wanted = { kind: 'alarm', ...expected };
    expect(these(wanted, told(message))).toEqual(wanted);
  });

  it('says everything of a plain alarm', () => {
    expect(readSns(envelope(JSON.stringify(cloudWatchMessages['registry: CPU'])))).toEqual({
      id: `sns/${ID}`,
      via: 'sns',
      what: {
        kind: 'alarm',
        ...registryCpu,
        description: 'Runbook: https://wiki.example.com/mcp-gateway-v2-registry-cpu-high',
        reason:
          'Threshold Crossed: 2 datapoints [92.41666666666667 (26/11/26 03:07:00), 90.0 (26/11/26 03:02:00)] were greater than the threshold (85.0).',
      },
    });
  });

  it('says nothing of a number that is too great to be one', () => {
    const message = JSON.stringify(cloudWatchMessages['registry: CPU']).replace(
      '"Threshold":85',
      '"Threshold":1e999',
    );
    expect(readSns(envelope(message)).what).toMatchObject({ kind: 'alarm', value: '92.4 %' });
    expect(readSns(envelope(message)).what).not.toHaveProperty('condition');
  });

  it('is cut where it is too long, never inside a character', () => {
    const what = told(cloudWatchMessages['256 KiB']);
    const { description = '', reason = '' } = what.kind === 'alarm' ? what : {};
    expect(description.length).toBeLessThanOrEqual(LENGTHS.text);
    expect(description).toMatch(/^🚨+…$/u);
    expect(reason).toHaveLength(LENGTHS.text);
  });

  it.each(Object.entries(notAlarms))('with %s is shown as it is, and is no alarm', (_, message) => {
    expect(told(message)).toMatchObject({ kind: 'other', text: expect.stringContaining('AlarmName') });
  });
});

describe('an event of EventBridge', () => {
  it('tells of an alarm what its own message would, with the comparison out of the reason', () => {
    expect(told(alarmEvents['event of a metric'])).toMatchObject({
      kind: 'alarm',
      ...registryCpu,
      condition: 'CPUUtilization > 85',
      value: '99.5 %',
      labels: { team: 'platform' },
      description: 'CPU of the registry',
    });
  });

  it.each([
    [
      'event of metric maths',
      { type: 'maths', state: 'OK', condition: 'Total Network Traffic ≥ 10000', value: '4562' },
    ],
    [
      'event of anomaly detection',
      { type: 'anomaly', condition: 'CPUUtilization outside its usual band', value: '0 %' },
    ],
    [
      'event of a composite',
      {
        type: 'composite',
        children: ['mcp-gateway-v2-registry-cpu-high'],
        description: 'the registry is down',
      },
    ],
    [
      'event without data',
      { state: 'INSUFFICIENT_DATA', value: undefined, fingerprint: registryCpu.fingerprint },
    ],
  ] as const)('%s', (name, expected) => {
    expect(these(expected, told(alarmEvents[name]))).toEqual(expected);
  });

  it.each([
    ['deployment in progress', 'SERVICE_DEPLOYMENT_IN_PROGRESS'],
    ['deployment failed', 'SERVICE_DEPLOYMENT_FAILED'],
    ['service action', 'SERVICE_TASK_START_IMPAIRED'],
    ['task', 'ECS Task State Change'],
  ] as const)('of ECS names the cluster: %s', (name, event) => {
    expect(told(ecsEvents[name])).toEqual({
      kind: 'ecs',
      account: '111122223333',
      region: 'us-east-1',
      cluster: 'mcp-gateway-ecs-cluster',
      event,
      at: Date.UTC(2026, 10, 26, 3, 12),
    });
  });
});

describe('anything else', () => {
  it.each(Object.entries(otherMessages))('is kept as a text: %s', (_, message) => {
    const { what } = readSns({ ...envelope(message), subject: 'Hello\u0007 \u202Ethere' });
    expect(what).toMatchObject({ kind: 'other', subject: 'Hello there', at: sentAt });
    const text = what.kind === 'other' ? what.text : '';
    expect(text).not.toMatch(/\p{Cc}|\p{Zl}|\p{Bidi_Control}|\p{Cs}/u);
    expect(text.length).toBeLessThanOrEqual(LENGTHS.text);
  });

  it('is called after its kind of event where it has no subject', () => {
    expect(readSns(envelope(otherMessages['another event'] ?? '')).what).toMatchObject({
      subject: 'AWS Health Event',
    });
  });
});

describe('whatever comes', () => {
  it('gives a notice that can be stored and read back, the same each time', () => {
    const kinds = new Set<Told['kind']>();
    fc.assert(
      fc.property(brokenMessage, fc.constantFrom<'sns' | 'sqs'>('sns', 'sqs'), (message, via) => {
        const notice = readSns({ ...envelope(message), via });
        expect(Notice.parse(JSON.parse(JSON.stringify(notice)))).toEqual(notice);
        expect(readSns({ ...envelope(message), via })).toEqual(notice);
        expect(notice.id).toBe(`sns/${ID}`);
        kinds.add(notice.what.kind);
      }),
      { numRuns: 1_000 },
    );
    // Some are broken where it doesn't matter.
    expect([...kinds].sort()).toEqual(['alarm', 'ecs', 'other']);
  });

  it('copes with every subject and id', () => {
    const any = fc.string({ unit: 'binary', maxLength: 700 });
    fc.assert(
      fc.property(any, any, (id, subject) => {
        const notice = readSns({ ...envelope('x'), id, subject });
        expect(Notice.parse(JSON.parse(JSON.stringify(notice)))).toEqual(notice);
      }),
    );
  });

  it('takes a few milliseconds for 256 KiB', () => {
    const KIB_256 = 262_144;
    const evil = ['[1 (', 'less than the lower thresholds ', '[', '🚨', '\u202E', '-1.1e1', ' '].flatMap(
      (part) => {
        const long = part.repeat(KIB_256 / Buffer.byteLength(part));
        return [
          long,
          JSON.stringify({
            ...cloudWatchMessages['no trigger'],
            NewStateReason: long,
            AlarmArn: `arn:aws:cloudwatch:us-east-1:111122223333:alarm:${long}`,
          }),
          JSON.stringify({ ...cloudWatchMessages['registry: CPU'], NewStateReason: long }),
        ];
      },
    );
    const wide = JSON.stringify({
      ...cloudWatchMessages['registry: CPU'],
      Trigger: {
        Dimensions: Array.from({ length: 8_000 }, (_, n) => ({ name: `n${n}`, value: 'v' })),
        Metrics: Array.from({ length: 8_000 }, () => ({})),
      },
    });
    const messages = [...evil, wide].map(envelope);
    for (const message of messages) readSns(message);
    // The fastest of several, so that a busy machine doesn't count.
    const fastest = (run: () => unknown): number =>
      Math.min(
        ...Array.from({ length: 5 }, () => {
          const begun = performance.now();
          run();
          return performance.now() - begun;
        }),
      );
    // It is 6 ms at most on a free machine, nearly all of it JSON.parse: so that is the yardstick, of this machine now.
    const parsing = fastest(() => JSON.parse(wide));
    const slowest = Math.max(...messages.map((message) => fastest(() => readSns(message))));
    expect(slowest).toBeLessThan(5 + 10 * parsing);
  });
});

describe('a topic', () => {
  const elsewhere = 'arn:aws:sns:us-east-1:999988887777:alarms';
  it.each([
    ['CloudWatch’s own', cloudWatchMessages['registry: CPU']],
    ['EventBridge’s', Object.values(alarmEvents)[0]],
  ])(
    'is believed of alarms of its own account alone: %s of another is shown, and rings nothing',
    (_, message) => {
      const { what } = readSns({ ...envelope(JSON.stringify(message)), topic: elsewhere });
      expect(what).toMatchObject({
        kind: 'other',
        from: elsewhere,
        subject: expect.stringContaining(
          'An alarm of account 111122223333, by a topic of account 999988887777: mcp-gateway',
        ),
      });
    },
  );

  it('that accounts share is believed of the alarms of those that are named, and of no other’s', () => {
    const message = { ...envelope(JSON.stringify(cloudWatchMessages['registry: CPU'])), topic: elsewhere };
    const kind = (shared: Readonly<Record<string, readonly string[]>>) => readSns(message, shared).what.kind;
    expect(kind({ [elsewhere]: ['111122223333'] })).toBe('alarm');
    expect(kind({ [elsewhere]: ['444455556666'] })).toBe('other');
    expect(kind({ [`${elsewhere}-2`]: ['111122223333'] })).toBe('other');
    const own = envelope(JSON.stringify(cloudWatchMessages['registry: CPU']));
    expect(readSns(own, { [own.topic]: ['444455556666'] }).what.kind).toBe('alarm');
  });
});

import { describe, expect, test } from 'vitest';
import { unsetForAlarms } from '../../../src/config/alarm-variables.ts';
import { describeAutomatic } from '../../../src/config/describe-automatic.ts';
import { describeFaults, loadConfig, parseConfigFile } from '../../../src/config/load.ts';
import { hours, minutes } from '../../../src/domain/clock.ts';
import { changed, ENVIRONMENT, EXAMPLE, faultsOf, VALID } from './files.ts';

const ALARMS = `alarms:
  channel: C0ALERTS
  topics: [arn:aws:sns:us-east-1:111122223333:alarms]
  queues: [https://sqs.us-east-1.amazonaws.com/111122223333/alarms]
  dead-letter-queues: [https://sqs.us-east-1.amazonaws.com/111122223333/dead]
  critical:
    - { alarms: ["*-5xx"], in: [production], labels: { team: shop } }
  routes:
    - for: { severity: [critical], in: [production, stage] }
      channel: C0CRITICAL
    - for: { in: all }
      from: "08:00"
      to: "18:00"
      days: [Mon]
      zone: UTC
      channel: C0DAY
  escalation:
    - { after: 10m, call: [{ group: S0ONCALL }] }
    - after: 20m
      for: { severity: [critical] }
      call: [{ channel: C0INCIDENT }, { pagerduty: PAGERDUTY_ROUTING_KEY }, { webhook: ALARM_WEBHOOK_URL }]
  automatic:
    - { remedy: restart, for: { alarms: ["*-memory"], in: [staging] }, countdown: 2m, at-most: 3 }
  alertmanagers: [{ url: ALERTMANAGER_URL, token: ALERTMANAGER_READ_TOKEN }, { url: OTHER_ALERTMANAGER_URL }]
  heartbeat: { url: HEARTBEAT_URL, every: 1m }
  synthetic: { stack: prod, alarm: synthetic, every: 15m, within: 1m }
`;
const FILE = `${VALID}${ALARMS}`;
const REMEDIES = [
  { name: 'logs' },
  { name: 'restart', operation: 'restart' },
  { name: 'scale-out', operation: 'scale' },
];

const policy = (text: string) => {
  const parsed = parseConfigFile(text, 'wheelhouse.yaml', REMEDIES);
  return parsed.ok ? parsed.value.alarms : describeFaults(parsed.fault);
};
const in_ = (environments: readonly string[], stacks: readonly string[] = []) => ({
  kind: 'places',
  environments,
  stacks,
});

describe('alarms', () => {
  test('are believed from topics and queues, told by routes, escalated and mended as the file says', () => {
    expect(policy(FILE)).toEqual({
      channel: 'C0ALERTS',
      topics: ['arn:aws:sns:us-east-1:111122223333:alarms'],
      queues: ['https://sqs.us-east-1.amazonaws.com/111122223333/alarms'],
      deadLetterQueues: ['https://sqs.us-east-1.amazonaws.com/111122223333/dead'],
      critical: [{ alarms: ['*-5xx'], where: in_(['production']), labels: { team: 'shop' } }],
      routes: [
        {
          match: { severities: ['critical'], where: in_(['production'], ['stage']) },
          channel: 'C0CRITICAL',
        },
        {
          match: { where: { kind: 'everywhere' } },
          times: {
            recurs: {
              days: ['Mon'],
              from: { hour: 8, minute: 0 },
              endsAfterDays: 0,
              to: { hour: 18, minute: 0 },
            },
            zone: 'UTC',
          },
          channel: 'C0DAY',
        },
      ],
      escalation: [
        { match: {}, after: minutes(10), calls: [{ kind: 'group', group: 'S0ONCALL' }] },
        {
          match: { severities: ['critical'] },
          after: minutes(20),
          calls: [
            { kind: 'channel', channel: 'C0INCIDENT' },
            { kind: 'pagerduty', key: 'PAGERDUTY_ROUTING_KEY' },
            { kind: 'webhook', url: 'ALARM_WEBHOOK_URL' },
          ],
        },
      ],
      automatic: [
        {
          remedy: 'restart',
          match: { alarms: ['*-memory'], where: in_(['staging']) },
          countdown: minutes(2),
          perDay: 3,
        },
      ],
      alertmanagers: [
        { url: 'ALERTMANAGER_URL', token: 'ALERTMANAGER_READ_TOKEN' },
        { url: 'OTHER_ALERTMANAGER_URL' },
      ],
      heartbeat: { url: 'HEARTBEAT_URL', every: minutes(1) },
      synthetic: {
        account: '012345678901',
        role: 'arn:aws:iam::012345678901:role/ops/wheelhouse',
        region: 'eu-central-1',
        alarm: 'synthetic',
        every: minutes(15),
        within: minutes(1),
      },
    });
  });

  test('are not taken where the file says nothing of them', () => {
    expect(policy(VALID)).toBeUndefined();
    expect(policy(`${VALID}alarms:\n`)).toBeUndefined();
  });

  test('need a channel alone', () => {
    expect(policy(`${VALID}alarms:\n  channel: C0ALERTS\n`)).toEqual({
      channel: 'C0ALERTS',
      topics: [],
      queues: [],
      deadLetterQueues: [],
      critical: [],
      routes: [],
      escalation: [],
      automatic: [],
      alertmanagers: [],
    });
  });

  test('are believed of other accounts from topics that are shared with those', () => {
    const shared = 'arn:aws:sns:us-east-1:111122223333:central';
    const found = policy(
      FILE.replace(
        '  queues:',
        `  shared-topics: { "${shared}": ["444455556666", "012345678901"] }\n  queues:`,
      ),
    );
    expect(found).toMatchObject({
      topics: ['arn:aws:sns:us-east-1:111122223333:alarms', shared],
      sharedTopics: { [shared]: ['444455556666', '012345678901'] },
    });
  });

  test.each([
    [
      'a topic that is listed, too',
      'arn:aws:sns:us-east-1:111122223333:alarms: ["444455556666"]',
      '42:12 alarms.topics[0]: is one of the shared-topics, too: take it out here',
    ],
    [
      'an account without quotes',
      'arn:aws:sns:us-east-1:111122223333:central: [12345678901]',
      'write it in quotes, "012345678901"',
    ],
    [
      'an account twice',
      'arn:aws:sns:us-east-1:111122223333:central: ["444455556666", "444455556666"]',
      'is listed already',
    ],
    [
      'no account',
      'arn:aws:sns:us-east-1:111122223333:central: []',
      'is empty: write the accounts whose alarms it tells of',
    ],
    ['a topic’s name', 'central: ["444455556666"]', "isn't a topic: write an SNS topic's ARN"],
    ['none', '', 'shared-topics: is empty: write topics and accounts'],
  ])('are refused from shared topics with %s', (_, written, fault) => {
    const found = policy(FILE.replace('  queues:', `  shared-topics: { ${written} }\n  queues:`));
    expect(JSON.stringify(found).replaceAll('\\"', '"')).toContain(fault);
  });

  test.each([
    ['no channel', '  channel: C0ALERTS\n', '', '40:1 alarms.channel: is missing: write a Slack channel'],
    [
      'a topic’s name',
      'arn:aws:sns:us-east-1:111122223333:alarms',
      'alarms',
      "42:12 alarms.topics[0]: isn't valid: write an SNS topic's ARN",
    ],
    [
      'a subscription’s ARN',
      ':alarms]',
      ':alarms:1234abcd-12ab-34cd-56ef-1234567890ab]',
      "42:12 alarms.topics[0]: isn't valid: write an SNS topic's ARN",
    ],
    [
      'a queue’s ARN',
      'https://sqs.us-east-1.amazonaws.com/111122223333/alarms',
      'arn:aws:sqs:us-east-1:111122223333:alarms',
      "43:12 alarms.queues[0]: isn't valid: write an SQS queue's address",
    ],
    [
      'a queue somewhere else',
      'https://sqs.us-east-1.amazonaws.com/111122223333/alarms',
      'https://sqs.us-east-1.amazonaws.com.example.com/111122223333/alarms',
      "43:12 alarms.queues[0]: isn't valid",
    ],
    ['no topics', '[arn:aws:sns:us-east-1:111122223333:alarms]', '[]', '42:3 alarms.topics: is empty: write'],
    [
      'a topic twice',
      '[arn:aws:sns:us-east-1:111122223333:alarms]',
      '[arn:aws:sns:us-east-1:111122223333:a, arn:aws:sns:us-east-1:111122223333:a]',
      '42:50 alarms.topics[1]: is listed already',
    ],
    [
      'a queue that is its own dead-letter queue',
      '111122223333/dead',
      '111122223333/alarms',
      '44:24 alarms.dead-letter-queues[0]: is one of the queues, too',
    ],
    [
      'everything critical',
      '{ alarms: ["*-5xx"], in: [production], labels: { team: shop } }',
      '{}',
      '46:7 alarms.critical[0]: is empty: write which alarms are critical',
    ],
    [
      'critical by being critical',
      '{ alarms: ["*-5xx"]',
      '{ severity: [critical]',
      "46:9 alarms.critical[0].severity: isn't a key that is known",
    ],
    [
      'an alarm’s ARN',
      '"*-5xx"',
      '"arn:aws:cloudwatch:us-east-1:111122223333:alarm:x"',
      "46:18 alarms.critical[0].alarms[0]: isn't valid: write the name of an alarm, in which * stands for anything",
    ],
    ['no labels', '{ team: shop }', '{}', '46:46 alarms.critical[0].labels: is empty'],
    [
      'a number for a label',
      'team: shop',
      'tier: 1',
      "alarms.critical[0].labels.tier: isn't text: write the label's value, in quotes if need be",
    ],
    [
      'a severity that is none',
      'severity: [critical], in',
      'severity: [fatal], in',
      "48:25 alarms.routes[0].for.severity[0]: isn't valid: write critical or warning",
    ],
    [
      'a place that there isn’t',
      '[production, stage]',
      '[production, stagee]',
      '48:53 alarms.routes[0].for.in[1]: there is no such environment or stack: did you mean stage?',
    ],
    [
      'a place twice',
      '[production, stage]',
      '[stage, stage]',
      '48:48 alarms.routes[0].for.in[1]: is listed already',
    ],
    [
      'a route that asks for nothing',
      '    - for: { severity: [critical], in: [production, stage] }\n      channel',
      '    - channel',
      '48:7 alarms.routes[0]: is for every alarm at every time: write for, or from and to',
    ],
    [
      'a route for nothing',
      '{ severity: [critical], in: [production, stage] }',
      '{}',
      '48:7 alarms.routes[0].for: is empty: write alarms, severity, in or labels',
    ],
    ['no end', '      to: "18:00"\n', '', '50:7 alarms.routes[1].to: is missing: write a day and a time'],
    ['no zone', '      zone: UTC\n', '', '50:7 alarms.routes[1].zone: is missing: write the time zone'],
    [
      'a zone that is none',
      'zone: UTC',
      'zone: Berlin',
      '54:7 alarms.routes[1].zone: is no time zone: write one such as Europe/Berlin',
    ],
    ['a day that is none', '[Mon]', '[Mom]', '53:14 alarms.routes[1].days[0]: is no day of the week'],
    [
      'a duration without a unit',
      'after: 10m',
      'after: 10',
      '57:9 alarms.escalation[0].after: has no unit: write a whole number and a unit',
    ],
    [
      'a level before the one above',
      'after: 20m',
      'after: 5m',
      '58:7 alarms.escalation[1].after: is 5m, and the level before it comes after 10m: write the earlier one first',
    ],
    [
      'nobody to call',
      '[{ group: S0ONCALL }]',
      '[]',
      '57:21 alarms.escalation[0].call: is empty: write whom it calls',
    ],
    [
      'a call of nobody',
      '{ group: S0ONCALL }',
      '{}',
      '57:28 alarms.escalation[0].call[0]: calls nobody, or two: write one of group, channel, pagerduty and webhook',
    ],
    [
      'two in one call',
      '{ group: S0ONCALL }',
      '{ group: S0ONCALL, channel: C0X }',
      '57:28 alarms.escalation[0].call[0]: calls nobody, or two',
    ],
    [
      'the same call twice',
      '[{ group: S0ONCALL }]',
      '[{ group: S0ONCALL }, { group: S0ONCALL }]',
      '57:49 alarms.escalation[0].call[1]: is listed already',
    ],
    [
      'a handle for a group',
      'S0ONCALL',
      '"@oncall"',
      "57:30 alarms.escalation[0].call[0].group: isn't valid: write a user group's Slack id",
    ],
    [
      'an address itself',
      'ALARM_WEBHOOK_URL',
      'https://hooks.example.com/t/verysecret',
      "webhook: isn't valid: write the name of an environment variable in capitals",
    ],
    [
      'a remedy that there isn’t',
      'remedy: restart',
      'remedy: restrat',
      '62:9 alarms.automatic[0].remedy: there is no such remedy: did you mean restart?',
    ],
    [
      'a remedy that only reads',
      'remedy: restart',
      'remedy: logs',
      "62:9 alarms.automatic[0].remedy: only reads, so it can't begin by itself: write restart or scale-out",
    ],
    [
      'a remedy everywhere, unsaid',
      ', in: [staging] }, countdown',
      ' }, countdown',
      "62:26 alarms.automatic[0].for.in: isn't valid: write all, or a list such as [staging]",
    ],
    [
      'a remedy without end',
      ', at-most: 3',
      '',
      '62:7 alarms.automatic[0].at-most: write how often it may begin in 24 hours',
    ],
    [
      'a remedy without a countdown',
      ' countdown: 2m,',
      '',
      '62:7 alarms.automatic[0].countdown: is missing: write a whole number and a unit',
    ],
    [
      'a stack that there isn’t',
      'stack: prod,',
      'stack: prdo,',
      '65:16 alarms.synthetic.stack: there is no such stack: ',
    ],
    [
      'a way that takes longer than the time between',
      'within: 1m',
      'within: 15m',
      '65:59 alarms.synthetic.within: is 15m and must be shorter than every, which is 15m',
    ],
    [
      'a misspelled key',
      '  routes:',
      '  ruotes:',
      "47:3 alarms.ruotes: isn't a key that is known: did you mean routes?",
    ],
  ])('%s: the person reads where and what to write', (_, from, to, said) => {
    const text = changed(from, to, ALARMS);
    const read = policy(`${VALID}${text}`);
    expect(read).toEqual(expect.stringContaining(said));
    expect(read).not.toContain('verysecret');
  });

  test('are told with all their faults at once', () => {
    const text = changed('C0ALERTS', 'alerts', changed('[staging]', '[stagin]', changed('20m', '5m', FILE)));
    expect(faultsOf(text)).toEqual([
      expect.stringContaining('wheelhouse.yaml:41:3 alarms.channel: '),
      expect.stringContaining('wheelhouse.yaml:58:7 alarms.escalation[1].after: '),
      expect.stringContaining('wheelhouse.yaml:62:60 alarms.automatic[0].for.in[0]: '),
    ]);
  });

  test('are sent by levels of the same time, too: those for different alarms', () => {
    expect(faultsOf(changed('after: 20m', 'after: 10m', FILE))).toEqual([]);
  });
});

describe('variables that alarms name', () => {
  const KEY = 'R0123456789abcdef0123456789abcde';
  const SET = {
    PAGERDUTY_ROUTING_KEY: KEY,
    ALARM_WEBHOOK_URL: ' https://hooks.example.com/t/verysecret?v=1 ',
    HEARTBEAT_URL: 'http://127.0.0.1:9000/beat',
    ALERTMANAGER_URL: 'https://alertmanager.example.com/prod',
    ALERTMANAGER_READ_TOKEN: 'readonly.token-of-alertmanager',
    OTHER_ALERTMANAGER_URL: 'http://127.0.0.1:9093',
  };
  const load = (env: Record<string, string> = {}, text = FILE) =>
    loadConfig({ ...ENVIRONMENT, ...env }, () => text);
  const loaded = (env: Record<string, string> = {}, text = FILE) => {
    const config = load(env, text);
    if (!config.ok) throw new Error(describeFaults(config.fault));
    return config.value;
  };

  test('are read, kept apart as secrets, and kept out of all that is shown', () => {
    const config = loaded(SET);
    expect([...config.alarmSecrets].map(([name, secret]) => [name, secret.reveal()])).toEqual([
      ['PAGERDUTY_ROUTING_KEY', KEY],
      ['ALARM_WEBHOOK_URL', SET.ALARM_WEBHOOK_URL.trim()],
      ['HEARTBEAT_URL', SET.HEARTBEAT_URL],
      ['ALERTMANAGER_URL', SET.ALERTMANAGER_URL],
      ['ALERTMANAGER_READ_TOKEN', SET.ALERTMANAGER_READ_TOKEN],
      ['OTHER_ALERTMANAGER_URL', SET.OTHER_ALERTMANAGER_URL],
    ]);
    const shown = config.secrets.map((secret) => secret.reveal());
    expect(shown).toEqual(expect.arrayContaining([KEY, SET.ALARM_WEBHOOK_URL.trim(), SET.HEARTBEAT_URL]));
    expect(JSON.stringify(config)).not.toContain('verysecret');
  });

  test('must be set in a bot, which calls people; a worker calls nobody', () => {
    const { PAGERDUTY_ROUTING_KEY: _key, ALARM_WEBHOOK_URL: _url, ...others } = SET;
    const config = loaded(others);
    for (const role of ['bot', 'all'] as const)
      expect(describeFaults(unsetForAlarms(config, role)).split('\n')).toEqual([
        "environment PAGERDUTY_ROUTING_KEY: isn't set, though alarms names it: set it, or take its name out",
        "environment ALARM_WEBHOOK_URL: isn't set, though alarms names it: set it, or take its name out",
      ]);
    expect(unsetForAlarms(config, 'worker')).toEqual([]);
    expect(unsetForAlarms(loaded(SET), 'bot')).toEqual([]);
    expect(unsetForAlarms(loaded({}, VALID), 'bot')).toEqual([]);
  });

  test.each([
    ['ALARM_WEBHOOK_URL', 'http://hooks.example.com/verysecret', "isn't an address: write https://"],
    ['ALARM_WEBHOOK_URL', 'https://me:verysecret@hooks.example.com', "isn't an address"],
    ['HEARTBEAT_URL', 'verysecret', "isn't an address"],
    ['PAGERDUTY_ROUTING_KEY', 'verysecret', "isn't a routing key: write its 32 letters and digits"],
    ['ALERTMANAGER_URL', 'http://alertmanager.example.com/verysecret', "isn't an address: write https://"],
    ['ALERTMANAGER_READ_TOKEN', 'Bearer verysecret', "isn't a bearer token"],
  ])('%s can’t be %s', (name, value, said) => {
    const config = load({ ...SET, [name]: value });
    const read = config.ok ? '' : describeFaults(config.fault);
    expect(read).toContain(`environment ${name}: ${said}`);
    expect(read).not.toContain('verysecret');
  });

  test('aren’t a routing key that somebody wrote in their place: it would be shown', () => {
    const [fault = ''] = faultsOf(changed('PAGERDUTY_ROUTING_KEY', KEY.toUpperCase(), FILE));
    expect(fault).toContain("pagerduty: isn't valid: write the name of an environment variable in capitals");
    expect(fault).not.toContain(KEY.toUpperCase());
  });
});

describe('the token of Alertmanager', () => {
  const load = (token: string) => loadConfig({ ...ENVIRONMENT, ALERTMANAGER_TOKEN: token }, () => VALID);

  test('is kept secret', () => {
    const config = load('0123456789abcdef');
    expect(config.ok && config.value.alertmanagerToken?.reveal()).toBe('0123456789abcdef');
    expect(config.ok && config.value.secrets.map((one) => one.reveal())).toContain('0123456789abcdef');
  });

  test('has 16 letters at least', () => {
    const config = load('0123456789abcde');
    expect(config.ok ? '' : describeFaults(config.fault)).toContain('environment ALERTMANAGER_TOKEN: ');
  });
});

describe('the example', () => {
  /** Lines of the section, with the # taken away from the keys that have it. */
  const section = EXAMPLE.slice(EXAMPLE.indexOf('\nalarms:'), EXAMPLE.indexOf('\n# The audit'));
  const uncommented = section
    .replaceAll(/^ {2}# {2}(?=- | {2}\w)/gm, '    ')
    .replaceAll(
      /^ {2}# (?=(queues|dead-letter-queues|automatic|alertmanagers|heartbeat|synthetic):| {2}- )/gm,
      '  ',
    );

  test('takes alarms of the MCP Gateway, critical ones of production in a channel of their own', () => {
    const alarms = policy(EXAMPLE);
    expect(alarms).toMatchObject({
      channel: 'C0ALERTS',
      routes: [{ channel: 'C0CRITICAL' }],
      escalation: [{ after: minutes(10), calls: [{ kind: 'group', group: 'S0APPROVERS' }] }],
      automatic: [],
    });
  });

  test('has more to take the # away from, which is as it should be', () => {
    const alarms = policy(EXAMPLE.replace(section, () => uncommented));
    expect(alarms).toMatchObject({
      queues: [expect.any(String)],
      deadLetterQueues: [expect.any(String)],
      routes: [{ channel: 'C0CRITICAL' }, { channel: 'C0DAY' }],
      escalation: [{ after: minutes(10) }, { after: minutes(20) }],
      automatic: [{ remedy: 'restart' }],
      alertmanagers: [{ url: 'ALERTMANAGER_URL' }],
      heartbeat: { url: 'HEARTBEAT_URL' },
      synthetic: { alarm: 'wheelhouse-synthetic' },
    });
  });
});

test.each([
  [{ where: { kind: 'everywhere' } }, 'an alarm (any) in all'],
  [
    {
      alarms: ['*-memory'],
      severities: ['critical'],
      labels: { team: 'shop' },
      where: { kind: 'places', environments: ['production'], stacks: ['stage'] },
    },
    'an alarm (critical, *-memory, team=shop) in production, stage',
  ],
] as const)('who checks a configuration reads what begins by itself: %#', (match, said) => {
  expect(describeAutomatic({ remedy: 'restart', match, countdown: hours(1), perDay: 3 })).toBe(
    `restart begins by itself 1h after ${said}, at most 3 times a day for each service`,
  );
});

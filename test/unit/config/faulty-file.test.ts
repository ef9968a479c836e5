import { describe, expect, test } from 'vitest';
import { changed, faultsOf, VALID } from './files.ts';

/** What is wrong; what is changed to what; the line that a person reads (its beginning). */
const FAULTY: readonly [string, string, string, string][] = [
  ['another version', 'version: 1', 'version: 2', ':1:1 version: is not a version'],
  ['no team', '  team: T0TEST', '  {}', ':2:1 slack.team: is missing: write'],
  ['a team by name', 'T0TEST', 'acme', ":3:3 slack.team: isn't valid: write the workspace's id"],
  [
    'a person by name',
    'U0ONE',
    'operator',
    ":5:15 access.may-start[0]: isn't valid: write a person's Slack id",
  ],
  ['a person twice', 'W0TWO', 'U0ONE', ':5:22 access.may-start[1]: is listed already'],
  ['one person, not a list', '[U0ONE, W0TWO]', 'U0ONE', ":5:3 access.may-start: isn't valid: write a list"],
  ['a keyspace with a colon', 'ops-2', '"a:b"', ":7:3 redis.keyspace: isn't valid: write lower-case"],
  ['a channel by name', 'C0PROD', '"#ops"', `:9:3 channels."#ops": isn't a channel's id`],
  [
    'a channel twice',
    '{ stack: prod }',
    '{ stack: prod }\n  C0PROD: { stack: stage }',
    ':10:3 channels.C0PROD: is already on line 9: keep one',
  ],
  [
    'a stack that is not there',
    '{ stack: prod }',
    '{ stack: prd }',
    ':9:13 channels.C0PROD.stack: there is no such stack: did you mean prod?',
  ],
  [
    'a system that is not there',
    'system: shop',
    'system: shopping',
    ':25:5 stacks.prod.system: there is no such system: known here: shop',
  ],
  [
    'a misspelled section',
    'limits:',
    'limit:',
    ":37:1 limit: isn't a key that is known: did you mean limits?",
  ],
  [
    'a misspelled key',
    'role: arn',
    'rol: arn',
    ":29:5 stacks.prod.rol: isn't a key that is known: did you mean role?",
  ],
  [
    'no region',
    '    region: us-gov-west-1\n',
    '',
    ':31:3 stacks.stage.region: is missing: write an AWS region',
  ],
  [
    'a zone for a region',
    'eu-central-1',
    'eu-central-1a',
    ":30:5 stacks.prod.region: isn't valid: write an AWS region",
  ],
  [
    'an unbuilt platform',
    'platform: ecs',
    'platform: eks',
    ":27:5 stacks.prod.platform: isn't valid: write ecs",
  ],
  [
    'an unknown environment',
    'environment: staging',
    'environment: test',
    ":33:5 stacks.stage.environment: isn't valid: write production, staging, or development",
  ],
  [
    'an account without quotes',
    '"111122223333"',
    '111122223333',
    ':35:5 stacks.stage.account: is a number to YAML, which drops leading zeros: write it in quotes, "111122223333"',
  ],
  [
    'an account that lost its zero',
    '"012345678901"',
    '012345678901',
    ':28:5 stacks.prod.account: is a number to YAML, which drops leading zeros: write it in quotes, "012345678901"',
  ],
  [
    'a short account',
    '"111122223333"',
    '"11112222333"',
    ":35:5 stacks.stage.account: isn't an AWS account: write its 12 digits",
  ],
  [
    "another account's role",
    'iam::012345678901',
    'iam::999999999999',
    ':29:5 stacks.prod.role: is a role of another account',
  ],
  [
    'a user for a role',
    'role/ops',
    'user/ops',
    ":29:5 stacks.prod.role: isn't valid: write the ARN of an IAM role",
  ],
  [
    "a cluster's ARN",
    'cluster: main',
    'cluster: arn:aws:ecs:x:1:cluster/main',
    ":14:9 systems.shop.services.web.cluster: isn't valid: write the name of the ECS cluster, not its ARN",
  ],
  [
    'a number for a name',
    'container: api',
    'container: 7',
    ":21:9 systems.shop.services.api.container: isn't text: write",
  ],
  ['a capital in a name', 'web:', 'Web:', ":13:7 systems.shop.services.Web: isn't a name that can be typed"],
  [
    'one ECS service under two names',
    'shop-api',
    'shop-web',
    ':18:7 systems.shop.services.api: is the same ECS service as web',
  ],
  [
    'a system without services',
    '  shop:\n',
    '  none: { services: {} }\n  shop:\n',
    ':11:11 systems.none.services: is empty: write at least one service',
  ],
  [
    'a limit without a unit',
    '20s',
    '20',
    ':38:3 limits.rollout-every: has no unit: write a whole number and a unit',
  ],
  ['a limit that is no duration', '20s', '1.5s', ":38:3 limits.rollout-every: isn't a duration: write"],
  ['too short a limit', '20s', '1ms', ':38:3 limits.rollout-every: is too short: write at least 10ms'],
  [
    'a limit past what a timer takes',
    'rollout-every: 20s',
    'rollout-limit: 25d',
    ':38:3 limits.rollout-limit: is too long: write at most 24d',
  ],
  [
    'a limit in the style of the code',
    'rollout-every',
    'rolloutEvery',
    ":38:3 limits.rolloutEvery: isn't a key that is known: did you mean rollout-every?",
  ],
  ['a drain past the promise', '5000ms', '30s', ':39:3 limits.drain: is 30s and must be shorter than 30s'],
  [
    'looking for dead workers too rarely',
    'drain: 5000ms',
    'stalled-every: 15s',
    ':39:3 limits.stalled-every: is 15s and must be shorter than job-lock, which is 10s',
  ],
  [
    'a lock shorter than the default of another',
    'drain: 5000ms',
    'job-lock: 5s',
    ':37:1 limits.stalled-every: is 5s and must be shorter than job-lock, which is 5s',
  ],
  [
    'retries that shrink',
    'drain: 5000ms',
    'retry-from: 31s',
    ':39:3 limits.retry-from: is 31s and must not be longer than retry-to, which is 30s',
  ],
  [
    'an open bracket',
    '[U0ONE, W0TWO]',
    '[U0ONE, W0TWO',
    ':6:1: the indentation is wrong, or a bracket is not closed',
  ],
  ['a tab', '  team', '\tteam', ':3:1: a tab indents here: use spaces'],
  ['an unknown tag', 'T0TEST', '!secret T0TEST', ':3:9: the tag is not known'],
  ['an alias of nothing', 'T0TEST', '*team', ':3:3 slack.team: no anchor of that name'],
  ['a second document', 'limits:', '---\nlimits:', ':37:1: more than one document'],
];

describe('a faulty file says what is wrong, where, and what to write', () => {
  test.each(FAULTY)('%s', (_, from, to, line) => {
    const [first, ...more] = faultsOf(changed(from, to));
    expect(first).toContain(`wheelhouse.yaml${line}`);
    expect(more).toEqual([]);
  });

  test('two stacks that stand for the same services', () => {
    const text = changed(
      '"111122223333"\n    region: us-gov-west-1',
      '"012345678901"\n    region: eu-central-1',
    );
    expect(faultsOf(text)).toEqual([
      'wheelhouse.yaml:31:3 stacks.stage: has the same ECS services as prod, in the same account and region: correct one or remove it',
    ]);
  });

  test('nothing in it', () => {
    for (const text of ['', '\n', '# only words\n', 'null']) {
      expect(faultsOf(text)).toEqual([
        'wheelhouse.yaml:1:1: the file is empty: start from wheelhouse.example.yaml',
      ]);
    }
    expect(faultsOf('- a list')).toEqual([
      "wheelhouse.yaml:1:1: isn't valid: write keys and values, indented, here",
    ]);
    expect(faultsOf('version: 1').map((line) => line.split(' ')[1])).toEqual([
      'slack:',
      'stacks:',
      'systems:',
    ]);
  });
});

describe('many faults', () => {
  test('are told at once, from top to bottom, whatever kind they are', () => {
    const text = [
      ['T0TEST', 'acme'],
      ['U0ONE', 'operator'],
      [
        '{ stack: prod }',
        '{ stack: prd }\n  C0PROD: { stack: prod, stck: prod }\n  C0OTHER: { stack: prdo }',
      ],
      ['shop-api', 'shop-web'],
      ['"012345678901"', '012345678901'],
      ['environment: staging', 'environment: stagin'],
      ['    region: us-gov-west-1\n', ''],
      ['20s', '20'],
      ['5000ms', '31s'],
    ].reduce((text, [from = '', to = '']) => changed(from, to, text), VALID);
    const places = faultsOf(text).map((line) => line.split(/: /)[0]);
    expect(places).toEqual([
      'wheelhouse.yaml:3:3 slack.team',
      'wheelhouse.yaml:5:15 access.may-start[0]',
      'wheelhouse.yaml:10:3 channels.C0PROD',
      'wheelhouse.yaml:10:26 channels.C0PROD.stck',
      'wheelhouse.yaml:11:14 channels.C0OTHER.stack',
      'wheelhouse.yaml:20:7 systems.shop.services.api',
      'wheelhouse.yaml:30:5 stacks.prod.account',
      'wheelhouse.yaml:33:3 stacks.stage.region',
      'wheelhouse.yaml:35:5 stacks.stage.environment',
      'wheelhouse.yaml:39:3 limits.rollout-every',
      'wheelhouse.yaml:40:3 limits.drain',
    ]);
  });

  test('of syntax come together too, and alone: what the rest means would be a guess', () => {
    expect(faultsOf('a: "\\q"\nb: @x\nversion: 7\n')).toEqual([
      expect.stringContaining('wheelhouse.yaml:1:5: not an escape in double quotes'),
      expect.stringContaining('wheelhouse.yaml:2:4: a value cannot start with this character'),
    ]);
  });
});

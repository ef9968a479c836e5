import { describe, expect, test } from 'vitest';
import { describeFaults, loadConfig } from '../../../src/config/load.ts';
import { ENVIRONMENT, VALID } from './files.ts';

/** What a process that is given these variables says; `starts` when it starts. */
function told(env: Record<string, string>): string {
  const loaded = loadConfig({ ...ENVIRONMENT, ...env }, () => VALID);
  return loaded.ok ? 'starts' : describeFaults(loaded.fault);
}

const ANYWHERE = { WHEELHOUSE_ALLOW_TEST_ENDPOINTS: '1' };

describe("Slack's address", () => {
  test.each([
    'https://slack.com/api/',
    'HTTPS://SLACK.COM/api/',
    'https://slack.com:443/api/',
    'https://acme.slack.com/api/',
    'http://localhost:4010/api/',
    'http://127.0.0.1:4010/slack/api/',
    'http://127.8.9.10/api/',
    'http://[::1]:4010/api/',
  ])('%s is taken', (url) => {
    expect(told({ SLACK_API_URL: url })).toBe('starts');
  });

  test.each([
    'http://slack.com/api/',
    'https://slack.com:8443/api/',
    'https://slack.com/other/api/',
    'https://slack.com.evil.example/api/',
    'https://evilslack.com/api/',
    'https://slack.com-api.example/api/',
    'https://slack.com./api/',
    'https://xn--slck-6na.com/api/',
    'http://127.0.0.1.evil.example/api/',
    'http://localhost.evil.example/api/',
    'http://evil.localhost/api/',
    'http://128.0.0.1/api/',
    'http://0.0.0.0/api/',
    'http://[::2]/api/',
    'http://[::ffff:10.0.0.1]/api/',
    'https://10.0.0.7/api/',
  ])('%s is refused, unless this is a test', (url) => {
    expect(told({ SLACK_API_URL: url })).toContain(
      "SLACK_API_URL: is neither Slack's (over https) nor on this machine",
    );
    expect(told({ SLACK_API_URL: url, ...ANYWHERE })).toBe('starts');
  });

  test.each([
    'https://slack.com@evil.example/api/',
    'https://slack.com:x@evil.example/api/',
    'https://evil.example\\@slack.com/api/',
    'https://evil.example#@slack.com/api/',
    'https://evil.example?.slack.com/api/',
    'https://slack.com%2eevil.example/api/',
    'https://sl\u0430ck.com/api/',
    'https://slack\u3002com/api/',
    'https://slack.com/api/ ',
    'https://slack.com/\tapi/',
    'ftp://slack.com/api/',
    '//slack.com/api/',
    'slack.com/api/',
  ])('%j is refused, even in a test', (url) => {
    expect(told({ SLACK_API_URL: url, ...ANYWHERE })).toContain("SLACK_API_URL: isn't a plain address");
  });

  test('must end in /api/', () => {
    for (const url of ['https://slack.com/api', 'http://localhost:4010/', 'https://slack.com/api/x']) {
      expect(told({ SLACK_API_URL: url, ...ANYWHERE })).toContain('SLACK_API_URL: must end in /api/');
    }
  });
});

describe("PagerDuty's address", () => {
  test.each([
    'https://events.pagerduty.com/v2/enqueue',
    'https://events.eu.pagerduty.com/v2/enqueue',
    'http://127.0.0.1:4030/v2/enqueue',
  ])('%s is taken', (url) => {
    expect(told({ PAGERDUTY_EVENTS_URL: url })).toBe('starts');
  });

  test.each([
    'http://events.pagerduty.com/v2/enqueue',
    'https://events.pagerduty.com:8443/v2/enqueue',
    'https://events.pagerduty.com.evil.example/v2/enqueue',
    'https://pagerduty.com/v2/enqueue',
    'https://evil.example/v2/enqueue',
  ])('%s is refused, unless this is a test', (url) => {
    expect(told({ PAGERDUTY_EVENTS_URL: url })).toContain(
      "PAGERDUTY_EVENTS_URL: is neither PagerDuty's (over https) nor on this machine",
    );
    expect(told({ PAGERDUTY_EVENTS_URL: url, ...ANYWHERE })).toBe('starts');
  });
});

describe("AWS's addresses", () => {
  const NAMES = ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_ECS', 'AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'];

  test.each([
    'https://ecs.us-east-1.amazonaws.com',
    'https://vpce-1-2.ecs.us-east-1.vpce.amazonaws.com/',
    'https://ecs.cn-north-1.amazonaws.com.cn',
    'https://ecs.us-east-1.api.aws',
    'http://127.0.0.1:4020',
    'http://localhost:4020/ecs',
    'http://[::1]:4020',
  ])('%s is taken', (url) => {
    for (const name of NAMES) expect(told({ [name]: url })).toBe('starts');
  });

  test.each([
    'http://ecs.us-east-1.amazonaws.com',
    'https://amazonaws.com.evil.example',
    'https://evilamazonaws.com',
    'https://evil-api.aws',
    'https://ecs.amazonaws.com.cn.evil.example',
    'http://169.254.169.254',
    'http://127.0.0.1.evil.example',
  ])('%s is refused, unless this is a test', (url) => {
    for (const name of NAMES) {
      expect(told({ [name]: url })).toContain(`${name}: is neither AWS's (over https) nor on this machine`);
      expect(told({ [name]: url, ...ANYWHERE })).toBe('starts');
    }
  });

  test('with a user in them are refused, and the user is not shown', () => {
    const line = told({ AWS_ENDPOINT_URL: 'https://ecs.amazonaws.com:hunter2@evil.example', ...ANYWHERE });
    expect(line).toContain("AWS_ENDPOINT_URL: isn't a plain address");
    expect(line).not.toContain('hunter2');
  });

  test('are judged one by one, each by its name', () => {
    const lines = told({
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4020',
      AWS_ENDPOINT_URL_SNS: 'http://sns.example',
      AWS_ENDPOINT_URL_ECS: 'http://ecs.example',
      AWS_ENDPOINT_URLS: 'http://not.a.variable.of.aws',
    }).split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'environment AWS_ENDPOINT_URL_ECS',
      'environment AWS_ENDPOINT_URL_SNS',
    ]);
  });
});

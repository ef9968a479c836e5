import { format, inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeFaults, loadConfig } from '../../../src/config/load.ts';
import { redacted } from '../../../src/domain/redaction/redacted.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { changed, ENVIRONMENT, VALID } from './files.ts';

/** A certificate made for this test; its key is gone. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBfjCCASOgAwIBAgIULaYBNkBmIR4A5fw9kQbBIPPu0TcwCgYIKoZIzj0EAwIw
EzERMA8GA1UEAwwIc25zLnRlc3QwIBcNMjYxMTIxMDA1MjEwWhgPMjEyNjEwMjgw
MDUyMTBaMBMxETAPBgNVBAMMCHNucy50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAEW39tN/AAPr/P8BD5ZrSU6kQsTWj7pZ1Uvq8b30k/a6I839JMbEZ4EVpM
ZEFoEjFcMZLgl5UPKQsNa+2Kj2gxpKNTMFEwHQYDVR0OBBYEFOjK+cWo7ajlJL9b
UmaS8fYKWrh3MB8GA1UdIwQYMBaAFOjK+cWo7ajlJL9bUmaS8fYKWrh3MA8GA1Ud
EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAPFnOkGDaZc6rQbqOSGcL9Oq
BXcADRGOZv+p3OL0PasIAiEAy/9Wx5Sv/KTmMghUmZ/95+x3E8NDHYl8fCo2I/Uv
pGw=
-----END CERTIFICATE-----
`;

type Env = Record<string, string | undefined>;

const load = (env: Env, text = VALID) => loadConfig({ ...ENVIRONMENT, ...env }, () => text);

/** What a person reads when a process refuses to start; empty when it starts. */
function refusal(env: Env, text = VALID): string {
  const loaded = load(env, text);
  return loaded.ok ? '' : describeFaults(loaded.fault);
}

describe('a process that starts', () => {
  const loaded = load({ PORT: '0', LOG_LEVEL: 'debug', SLACK_API_URL: 'http://127.0.0.1:4010/api/' });
  if (!loaded.ok) throw new Error(describeFaults(loaded.fault));
  const config = loaded.value;

  test('has the environment and the file in one value', () => {
    expect(config.slack.team).toBe('T0TEST');
    expect(config.slack.apiUrl).toBe('http://127.0.0.1:4010/api/');
    expect(config.redis.keyspace).toBe('ops-2');
    expect(config.http).toEqual({ port: 0, adminPort: 3001 });
    expect(config.logLevel).toBe('debug');
    expect(config.redis.url.reveal()).toBe(ENVIRONMENT.REDIS_URL);
    expect(config.slack.botToken.reveal()).toBe(ENVIRONMENT.SLACK_BOT_TOKEN);
    const { transport } = config.slack;
    expect(transport.kind === 'http' && transport.signingSecret.reveal()).toBe(
      ENVIRONMENT.SLACK_SIGNING_SECRET,
    );
    expect(Object.isFrozen(config) && Object.isFrozen(config.slack)).toBe(true);
  });

  test('shows no secret, however its configuration is printed', () => {
    const printed = [
      JSON.stringify(config),
      inspect(config, { depth: null, showHidden: true }),
      format('%o %O %j', config, config, config),
      `${config.slack.botToken}${config.redis.url}`,
      String(Object.entries(config.slack)),
    ].join('\n');
    expect(printed).toContain('[secret]');
    for (const secret of Object.values(ENVIRONMENT)) expect(printed).not.toContain(secret);
  });

  test('with an app-level token in place of the signing secret uses Socket Mode', () => {
    const socket = load({ SLACK_SIGNING_SECRET: ' ', SLACK_APP_TOKEN: 'xapp-1-A2-3-abc' });
    if (!socket.ok) throw new Error(describeFaults(socket.fault));
    const { slack, secrets } = socket.value;
    expect(slack.transport.kind === 'socket' && slack.transport.appToken.reveal()).toBe('xapp-1-A2-3-abc');
    expect(secrets.map((secret) => secret.reveal())).toContain('xapp-1-A2-3-abc');
    expect(JSON.stringify(socket.value)).not.toContain('xapp-1-A2-3-abc');
  });

  test('has defaults for what is unset or blank', () => {
    const plain = load({ PORT: '', ADMIN_PORT: ' ', LOG_LEVEL: undefined });
    expect(plain.ok && plain.value.http).toEqual({ port: 3000, adminPort: 3001 });
    expect(plain.ok && plain.value.logLevel).toBe('info');
    expect(plain.ok && plain.value.slack.apiUrl).toBe('https://slack.com/api/');
  });

  test('reads the file that is named, or wheelhouse.yaml', () => {
    const read: string[] = [];
    const readFile = (path: string): string => {
      read.push(path);
      return VALID;
    };
    loadConfig(ENVIRONMENT, readFile);
    loadConfig({ ...ENVIRONMENT, WHEELHOUSE_CONFIG: '/etc/ops.yaml' }, readFile);
    expect(read).toEqual(['wheelhouse.yaml', '/etc/ops.yaml']);
  });
});

test('a pinned certificate for SNS is read from its file, and is absent otherwise', () => {
  const read = loadConfig({ ...ENVIRONMENT, SNS_SIGNING_CERT_FILE: 'pin.pem' }, (path) =>
    path === 'pin.pem' ? CERTIFICATE : VALID,
  );
  expect(read.ok && read.value.snsSigningCertificate).toBe(CERTIFICATE);
  const unpinned = load({});
  expect(unpinned.ok && 'snsSigningCertificate' in unpinned.value).toBe(false);
});

test('the token of Alertmanager is a secret that is never shown, and is absent otherwise', () => {
  const token = 'a-token-of-alertmanager';
  const loaded = load({ ALERTMANAGER_TOKEN: token });
  if (!loaded.ok) throw new Error(describeFaults(loaded.fault));
  expect(loaded.value.alertmanagerToken?.reveal()).toBe(token);
  expect(loaded.value.secrets.map((secret) => secret.reveal())).toContain(token);
  expect(JSON.stringify(loaded.value)).not.toContain(token);
  const without = load({});
  expect(without.ok && 'alertmanagerToken' in without.value).toBe(false);
});

describe('a process that refuses', () => {
  test.each<[string, Env, string]>([
    ['no Redis', { REDIS_URL: undefined }, "REDIS_URL: isn't set: write redis://HOST:6379"],
    ['Redis over http', { REDIS_URL: 'http://localhost:6379' }, "REDIS_URL: isn't an address of Redis"],
    ['Redis without a host', { REDIS_URL: 'redis://' }, "REDIS_URL: isn't an address of Redis"],
    ['no bot token', { SLACK_BOT_TOKEN: '' }, "SLACK_BOT_TOKEN: isn't set: write the bot's token"],
    [
      "a person's token",
      { SLACK_BOT_TOKEN: 'xoxp-1-2' },
      "SLACK_BOT_TOKEN: isn't valid: write the bot's token",
    ],
    ['a token with a line break', { SLACK_BOT_TOKEN: 'xoxb-1-2\n' }, "SLACK_BOT_TOKEN: isn't valid"],
    [
      'no way for Slack to reach it',
      { SLACK_SIGNING_SECRET: undefined },
      "SLACK_SIGNING_SECRET: isn't set, and SLACK_APP_TOKEN isn't either. For HTTP write the signing secret",
    ],
    [
      'two ways for Slack to reach it',
      { SLACK_APP_TOKEN: 'xapp-1-2' },
      'SLACK_APP_TOKEN: is set together with SLACK_SIGNING_SECRET. Keep one of them: this one is for Socket Mode',
    ],
    [
      "the bot's token in the place of the app's",
      { SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: 'xoxb-1-2' },
      "SLACK_APP_TOKEN: isn't valid: write the app-level token, which starts with xapp-",
    ],
    [
      'a signing secret with a blank in it',
      { SLACK_SIGNING_SECRET: 'abc def' },
      "SLACK_SIGNING_SECRET: isn't valid: write the signing secret",
    ],
    ['a port too high', { PORT: '65536' }, "PORT: isn't a port: write 0 to 65535"],
    ['a port in words', { ADMIN_PORT: '80x' }, "ADMIN_PORT: isn't a port"],
    ['one port for both', { PORT: '3001' }, 'ADMIN_PORT: is the same as PORT'],
    ['an unknown level', { LOG_LEVEL: 'loud' }, "LOG_LEVEL: isn't a level: write one of fatal, error, warn"],
    [
      'a vague yes',
      { WHEELHOUSE_ALLOW_TEST_ENDPOINTS: 'true' },
      "WHEELHOUSE_ALLOW_TEST_ENDPOINTS: isn't valid: write 1",
    ],
    [
      'a short token of Alertmanager',
      { ALERTMANAGER_TOKEN: 'secret' },
      "ALERTMANAGER_TOKEN: isn't valid: write what Alertmanager sends as its bearer token",
    ],
    [
      'a certificate that is none',
      { SNS_SIGNING_CERT_FILE: 'pin.pem' },
      "SNS_SIGNING_CERT_FILE: isn't a certificate",
    ],
  ])('%s', (_, env, line) => {
    expect(refusal(env)).toContain(`environment ${line}`);
    expect(refusal(env).split('\n')).toHaveLength(1);
  });

  test.each([{}, { SLACK_SIGNING_SECRET: 'a', SLACK_APP_TOKEN: 'b' }, { SLACK_APP_TOKEN: 'b' }])(
    'and what it says of the way to Slack stays readable when secrets are taken out: %o',
    (given) => {
      const loaded = load({ SLACK_SIGNING_SECRET: undefined, ...given });
      if (loaded.ok) throw new Error('taken');
      expect(redacted(redactor({ secrets: [] }), loaded.fault)).toEqual(loaded.fault);
    },
  );

  test('without its file it says how to get one', () => {
    const gone = loadConfig(ENVIRONMENT, () => {
      throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    });
    expect(gone.ok ? '' : describeFaults(gone.fault)).toBe(
      "wheelhouse.yaml: can't be read (ENOENT): copy wheelhouse.example.yaml there, or set WHEELHOUSE_CONFIG",
    );
  });

  test('names every fault of the environment and of the file together', () => {
    const told = refusal(
      {
        REDIS_URL: undefined,
        SLACK_BOT_TOKEN: 'oops',
        PORT: '3001',
        AWS_ENDPOINT_URL_ECS: 'http://ecs.example',
      },
      changed('eu-central-1', 'europe', changed('20s', '20')),
    );
    expect(told.split('\n').map((line) => line.split(': ')[0])).toEqual([
      'environment REDIS_URL',
      'environment SLACK_BOT_TOKEN',
      'environment AWS_ENDPOINT_URL_ECS',
      'environment ADMIN_PORT',
      'wheelhouse.yaml:30:5 stacks.prod.region',
      'wheelhouse.yaml:38:3 limits.rollout-every',
    ]);
  });
});

describe('secrets never appear in what is told', () => {
  // Long enough not to be a word of a message by chance.
  const value = fc.oneof(
    fc.string({ minLength: 16, maxLength: 60 }).filter((text) => text.trim().length >= 16),
    fc.stringMatching(/^(xoxb-|xoxp-|xapp-|https:\/\/|redis:\/\/:)[A-Za-z0-9@:/ -]{16,40}$/),
  );

  test('of the environment, whichever variable they were written into', () => {
    const names = [
      'REDIS_URL',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'SLACK_APP_TOKEN',
      'SLACK_API_URL',
      'AWS_ENDPOINT_URL',
      'PORT',
      'ADMIN_PORT',
      'LOG_LEVEL',
      'WHEELHOUSE_ALLOW_TEST_ENDPOINTS',
      'WHEELHOUSE_SIGNING_KEY',
      'WHEELHOUSE_VERIFY_KEYS',
      'SNS_SIGNING_CERT_FILE',
      'ALERTMANAGER_TOKEN',
    ];
    const everyOne = fc.record(Object.fromEntries(names.map((name) => [name, value])));
    fc.assert(
      fc.property(everyOne, (env) => {
        const loaded = load(env);
        const told = loaded.ok ? '' : describeFaults(loaded.fault) + JSON.stringify(loaded.fault);
        expect(told).toContain('environment PORT: ');
        for (const secret of Object.values(env)) expect(told).not.toContain(secret);
      }),
    );
  });

  test('put into the file instead, as a value or as a key', () => {
    const token = fc.stringMatching(/^xoxb-[A-Za-z0-9-]{10,40}$/);
    const into = fc.constantFrom(
      (secret: string) => changed('T0TEST', secret),
      (secret: string) => changed('{ stack: prod }', `{ stack: ${secret} }`),
      (secret: string) => changed('system: shop', `system: ${secret}`),
      (secret: string) => changed('eu-central-1', secret),
      (secret: string) => changed('20s', secret),
      (secret: string) => changed('T0TEST', `T0TEST\n  bot-token: ${secret}`),
      (secret: string) => changed('T0TEST', `T0TEST\n  ${secret}: yes`),
      (secret: string) => changed('T0TEST', `"${secret}`),
      (secret: string) => changed('T0TEST', `"T0" ${secret}`),
      (secret: string) => changed('T0TEST', `!${secret} T0`),
      (secret: string) => changed('T0TEST', `*${secret}`),
    );
    fc.assert(
      fc.property(token, into, (secret, place) => {
        const loaded = load({}, place(secret));
        if (loaded.ok) throw new Error('taken');
        expect(describeFaults(loaded.fault) + JSON.stringify(loaded.fault)).not.toContain(secret);
      }),
    );
  });
});

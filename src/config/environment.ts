import { z } from 'zod';
import { err, ok, type Result } from '../domain/result.ts';
import { type EnvironmentConfig, logLevels } from './config.ts';
import { isAwsOrLoopback, isPagerDutyOrLoopback, isSlackOrLoopback, plainUrl } from './endpoints.ts';
import type { ConfigFault } from './fault.ts';
import { Secret } from './secret.ts';
import { slackTransport } from './slack-transport.ts';

/** A process's environment. A variable that is empty or blank counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

const unset = (write: string) => ({ error: `isn't set: ${write}` });

const secret = (pattern: RegExp, write: string) =>
  z
    .string(unset(write))
    .regex(pattern, `isn't valid: ${write}`)
    .transform((value) => new Secret(value));

const redisUrl = (written: string): boolean => {
  if (!URL.canParse(written)) return false;
  const { protocol, hostname, pathname } = new URL(written);
  return ['redis:', 'rediss:'].includes(protocol) && hostname !== '' && /^\/?\d*$/.test(pathname);
};

const REDIS_HINT = 'write redis://HOST:6379, or rediss://… for TLS; a password in it must be percent-encoded';

const PORT = '3000';
const ADMIN_PORT = '3001';

const port = (standard: string) =>
  z
    .string()
    .default(standard)
    .refine(
      (written) => /^\d{1,5}$/.test(written) && Number(written) <= 65_535,
      "isn't a port: write 0 to 65535",
    )
    .transform(Number);

const variables = z.object({
  REDIS_URL: z
    .string(unset(REDIS_HINT))
    .refine(redisUrl, `isn't an address of Redis: ${REDIS_HINT}`)
    .transform((value) => new Secret(value)),
  SLACK_BOT_TOKEN: secret(
    /^xoxb-[A-Za-z0-9-]+$/,
    "write the bot's token, which starts with xoxb- (the Slack app's page, OAuth & Permissions)",
  ),
  ALERTMANAGER_TOKEN: secret(
    /^[\w.~+/=-]{16,512}$/,
    'write what Alertmanager sends as its bearer token: 16 letters or more, such as `openssl rand -hex 32` makes. Leave it unset where no Alertmanager sends anything',
  ).optional(),
  PORT: port(PORT),
  ADMIN_PORT: port(ADMIN_PORT),
  LOG_LEVEL: z
    .enum(logLevels, { error: `isn't a level: write one of ${logLevels.join(', ')}` })
    .default('info'),
  SLACK_API_URL: z.string().default('https://slack.com/api/'),
  PAGERDUTY_EVENTS_URL: z.string().default('https://events.pagerduty.com/v2/enqueue'),
  WHEELHOUSE_ALLOW_TEST_ENDPOINTS: z
    .enum(['0', '1'], { error: "isn't valid: write 1, or leave it unset" })
    .default('0'),
});

/** Endpoints that are neither the real ones nor on this machine would be sent tokens and commands: faults. */
export function endpointFaults(env: Environment): ConfigFault[] {
  const allowed = env['WHEELHOUSE_ALLOW_TEST_ENDPOINTS'] === '1';
  const check = (name: string, own: (url: URL) => boolean, whose: string): ConfigFault[] => {
    const written = env[name];
    if (written === undefined) return [];
    const fault = (message: string): ConfigFault[] => [{ where: 'environment', name, message }];
    const url = plainUrl(written);
    if (!url) return fault("isn't a plain address: write https://HOST/… without a user, a query or blanks");
    if (name === 'SLACK_API_URL' && !url.pathname.endsWith('/api/')) {
      return fault('must end in /api/: write https://slack.com/api/, or leave it unset');
    }
    return allowed || own(url)
      ? []
      : fault(
          `is neither ${whose} (over https) nor on this machine: leave it unset, or set WHEELHOUSE_ALLOW_TEST_ENDPOINTS=1 if this is a test`,
        );
  };
  const forAws = Object.keys(env).filter((name) => /^AWS_ENDPOINT_URL(_|$)/.test(name));
  return [
    ...check('SLACK_API_URL', isSlackOrLoopback, "Slack's"),
    ...check('PAGERDUTY_EVENTS_URL', isPagerDutyOrLoopback, "PagerDuty's"),
    ...forAws.sort().flatMap((name) => check(name, isAwsOrLoopback, "AWS's")),
  ];
}

/** Reads and checks the environment. Every fault is given; none shows a value. */
export function parseEnvironment(given: Environment): Result<EnvironmentConfig, ConfigFault[]> {
  const env = Object.fromEntries(Object.entries(given).filter(([, value]) => value?.trim()));
  const read = variables.safeParse(env);
  const transport = slackTransport(env);
  const issues = read.error?.issues ?? [];
  const faults: ConfigFault[] = [
    ...issues.map(({ path, message }) => ({ where: 'environment' as const, name: String(path[0]), message })),
    ...(transport.ok ? [] : [transport.fault]),
    ...endpointFaults(env),
  ];
  const [port, adminPort] = [Number(env['PORT'] ?? PORT), Number(env['ADMIN_PORT'] ?? ADMIN_PORT)];
  if (port === adminPort && port !== 0) {
    const message = 'is the same as PORT: write another one';
    faults.push({ where: 'environment', name: 'ADMIN_PORT', message });
  }
  if (!read.success || !transport.ok || faults.length > 0) return err(faults);
  const values = read.data;
  // ECS sets it; what isn't an address is nobody's.
  const ecsMetadata = plainUrl(env['ECS_CONTAINER_METADATA_URI_V4'] ?? '')?.href;
  return ok({
    slack: {
      botToken: values.SLACK_BOT_TOKEN,
      transport: transport.value,
      apiUrl: new URL(values.SLACK_API_URL).href,
    },
    redis: { url: values.REDIS_URL },
    http: { port: values.PORT, adminPort: values.ADMIN_PORT },
    logLevel: values.LOG_LEVEL,
    pagerDutyUrl: values.PAGERDUTY_EVENTS_URL,
    ...(ecsMetadata === undefined ? {} : { ecsMetadata }),
    ...(values.ALERTMANAGER_TOKEN === undefined ? {} : { alertmanagerToken: values.ALERTMANAGER_TOKEN }),
  });
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { makeAlarmQueues, withAlarmQueues } from '../../sandbox/alarms/alarm-queues.ts';
import { type AlarmWay, openAlarmWay } from '../../sandbox/alarms/alarm-way.ts';
import type { AlarmPace } from '../../sandbox/cloudwatch/seed.ts';
import type { EcrSandbox } from '../../sandbox/ecr/sandbox.ts';
import type { EcsSandbox } from '../../sandbox/ecs/sandbox.ts';
import type { PauseSeed, ServiceSeed } from '../../sandbox/ecs/world/options.ts';
import type { EcsDetailType } from '../../sandbox/eventbridge/ecs-rule.ts';
import { healthAt } from '../../sandbox/health/point-at.ts';
import type { LogsSandbox } from '../../sandbox/logs/sandbox.ts';
import {
  type Role,
  startWheelhouse,
  type WheelhouseProcess,
} from '../../sandbox/processes/wheelhouse-process.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import type { SandboxUser, SandboxUserGroup } from '../../sandbox/slack/options.ts';
import { parseConfigFile } from '../../src/config/load.ts';
import { testRedis } from './redis.ts';
import { CHANNEL, OPERATOR, registry, TEAM } from './values.ts';

/** Waits that are seconds in production, short enough that a test sees them pass and long enough for a busy machine. */
const LIMITS = {
  'job-lock': '2s',
  'stalled-every': '500ms',
  'run-lease': '3s',
  'sweep-every': '500ms',
  'read-back': '1500ms',
  'rollout-every': '150ms',
  'watch-lease': '2s',
  // Longer than any test: what it reads would be taken for a run's own. Tests of it make it short.
  'history-every': '1h',
  'retry-from': '100ms',
  'retry-to': '500ms',
  'notifier-lease': '2s',
  'edit-every': '150ms',
  'slack-post-every': '20ms',
  'slack-call-every': '20ms',
  drain: '10s',
};

/** A stranger: of the workspace, but not among those who may start something. */
export const STRANGER = 'U0STRANGER';
/** Of the workspace, for some channels only. */
export const GUEST = 'U0GUEST';
/** Of another workspace. */
export const OUTSIDER = 'U0OUTSIDER';
/** A channel that another workspace shares. */
export const SHARED = 'C0SHARED';
/** A channel in which the bot isn't. */
export const ELSEWHERE = 'C0RANDOM';

/** The whole of Wheelhouse and what it talks to: real processes, real Redis, a sandbox over real HTTP. */
export interface TestWorld {
  readonly sandbox: Sandbox;
  readonly ecs: EcsSandbox;
  readonly logs: LogsSandbox;
  readonly ecr: EcrSandbox;
  /** The environment of its processes. */
  readonly env: Readonly<Record<string, string>>;
  /** The Redis that processes use unless told, and the hash tag of every key that they write there. */
  readonly redis: { readonly url: string; readonly keyspace: string };
  /** Where news of alarms are posted, whichever bot is behind it; absent unless the world has that way. */
  readonly alarmWay?: AlarmWay;
  /**
   * Starts a process; Slack's requests go to the newest one with the bot's role. `redisUrl` leads this process to
   * Redis by another way.
   */
  start(role: Role, redisUrl?: string): Promise<WheelhouseProcess>;
  /** Starts a process of another build, whose `main.js` this is. */
  startBuild(role: Role, main: string): Promise<WheelhouseProcess>;
  stop(): Promise<void>;
}

/** What a world may have besides the usual. */
export interface TestWorldOptions {
  /** The circuit breaker's setting of every service. */
  readonly breaker?: ServiceSeed['breaker'];
  /** Whether Slack limits as the real one does; it doesn't unless told. */
  readonly rates?: 'slack' | 'off';
  /** Whether ECS throttles as the real one does; it doesn't unless told. */
  readonly ecsRates?: 'ecs' | 'off';
  /** Where the registry's deployments wait for somebody; it is blue/green then. */
  readonly pauses?: readonly PauseSeed[];
  /** What is done without being asked, by its names in the configuration; as it is unless told. */
  readonly policy?: Readonly<Record<string, string>>;
  /** Services besides the registry and auth. */
  readonly services?: readonly string[];
  /** A Redis server of the test's own, which is thrown away with all that is in it; the shared one if left out. */
  readonly redisUrl?: string;
  /** How Slack reaches the bot: by its address, unless told. */
  readonly transport?: 'http' | 'socket';
  /** The registry's alarms; none unless told. */
  readonly alarms?: readonly string[];
  /** How long alarms look before they ring; as long as real ones unless told. */
  readonly alarmPace?: AlarmPace;
  /**
   * How news of alarms get to bots, which takes a section `alarms` that names the topics; they don't unless told. By `http`
   * the newest bot is posted to, and confirms the subscriptions; `queues` are named in its configuration.
   */
  readonly alarmWay?: 'http' | 'queues';
  /** How long a task takes to start, in milliseconds; 200 unless told. */
  readonly startMs?: number;
  /** Which events of ECS go the same way; none unless told. */
  readonly ecsEvents?: readonly EcsDetailType[];
  /** Further channels that the bot is in, by their ids. */
  readonly alarmChannels?: readonly string[];
  /** Which services have a health endpoint; none unless told. */
  readonly health?: readonly string[];
  /** What keeps the audit honest, by its names in the configuration; nothing unless told. */
  readonly audit?: Readonly<Record<string, unknown>>;
  /** Limits by their names in the configuration, before those that every test world has. */
  readonly limits?: Readonly<Record<string, string>>;
  /** Sections beside or in place of the usual ones: `roles`, `rules`, `access`. */
  readonly sections?: Readonly<Record<string, unknown>>;
  /** Further variables of its processes' environment; none unless told. */
  readonly env?: Readonly<Record<string, string>>;
  /** Stacks besides the production one, each with its environment and an account of its own; none unless told. */
  readonly stacks?: readonly TestStack[];
  /** A further channel that the bot is in, by its id. */
  readonly channel?: string;
  /** Further members of the workspace, by their ids. */
  readonly members?: readonly string[];
  /** People besides the operator, the stranger, the guest and the outsider; none unless told. */
  readonly people?: readonly SandboxUser[];
  /** Slack's user groups; none unless told. */
  readonly groups?: readonly SandboxUserGroup[];
}

/** A further stack of the same system. */
export interface TestStack {
  readonly name: string;
  readonly environment: string;
  readonly account: string;
  /** The role that leads to the account; none where it is the processes' own. */
  readonly role?: string;
  /** The production stack's unless told. */
  readonly region?: string;
}

const service = (name: string) => ({
  cluster: registry.cluster,
  service: `mcp-gateway-v2-${name}`,
  container: name,
  'log-group': `/ecs/${name}`,
  image: { repository: `mcp-gateway-${name}` },
});

const yaml = (
  keyspace: string,
  { services = [], alarms, health, policy, audit, limits, sections, stacks = [] }: TestWorldOptions,
): string =>
  stringify({
    version: 1,
    slack: { team: TEAM },
    access: { 'may-start': [OPERATOR] },
    redis: { keyspace },
    channels: { [CHANNEL]: { stack: registry.stack } },
    systems: {
      gateway: {
        services: {
          registry: {
            cluster: registry.cluster,
            service: registry.ecsService,
            container: registry.container,
            'log-group': registry.logGroup,
            image: { repository: 'mcp-gateway-registry' },
            ...(alarms ? { alarms } : {}),
          },
          auth: {
            cluster: registry.cluster,
            service: 'mcp-gateway-v2-auth',
            container: 'auth-server',
            'log-group': '/ecs/auth',
          },
          ...Object.fromEntries(services.map((name) => [name, service(name)])),
        },
      },
    },
    stacks: {
      [registry.stack]: {
        system: 'gateway',
        environment: 'production',
        platform: 'ecs',
        account: registry.account,
        region: registry.region,
        ...(health
          ? { health: Object.fromEntries(health.map((name) => [name, `https://${name}.example.com/health`])) }
          : {}),
      },
      ...Object.fromEntries(
        stacks.map(({ name, ...where }) => [
          name,
          { system: 'gateway', platform: 'ecs', region: registry.region, ...where },
        ]),
      ),
    },
    ...(policy ? { policy } : {}),
    ...(audit ? { audit } : {}),
    limits: { ...LIMITS, ...limits },
    ...sections,
  });

/** Builds a world with the registry and auth in it. */
export async function testWorld(options: TestWorldOptions = {}): Promise<TestWorld> {
  const redis = options.redisUrl === undefined ? testRedis() : testRedis(options.redisUrl);
  const folder = await mkdtemp(join(tmpdir(), 'wheelhouse-test-'));
  const path = join(folder, 'wheelhouse.yaml');
  const text = yaml(redis.keyspace, options);
  const parsed = parseConfigFile(text, path);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  const sandbox = await startSandbox({
    catalog: parsed.value.catalog,
    team: TEAM,
    users: [
      { id: OPERATOR, name: 'operator' },
      { id: STRANGER, name: 'stranger' },
      { id: GUEST, name: 'guest', kind: 'guest' },
      { id: OUTSIDER, name: 'outsider', team: 'T0ELSEWHERE' },
      ...(options.members ?? []).map((id) => ({ id, name: id.toLowerCase() })),
      ...(options.people ?? []),
    ],
    channels: [
      { id: CHANNEL, name: 'ops-prod', botIsMember: true },
      { id: ELSEWHERE, name: 'random', botIsMember: false },
      ...(options.channel === undefined
        ? []
        : [{ id: options.channel, name: options.channel.toLowerCase(), botIsMember: true }]),
      ...(options.alarmChannels ?? []).map((id) => ({ id, name: id.toLowerCase(), botIsMember: true })),
      { id: SHARED, name: 'shared', botIsMember: true, sharedWith: ['T0ELSEWHERE'] },
    ],
    ...(options.groups ? { groups: options.groups } : {}),
    ...(options.transport ? { transport: options.transport } : {}),
    pace: { tickMs: 20, startMs: options.startMs ?? 200, healthyMs: 100, drainMs: 100 },
    rates: options.rates ?? 'off',
    ecsRates: options.ecsRates ?? 'off',
    ...(options.pauses ? { pauses: { [registry.service]: options.pauses } } : {}),
    tailEveryMs: 50,
    ...(options.breaker ? { breaker: options.breaker } : {}),
    ...(options.alarmPace ? { alarmPace: options.alarmPace } : {}),
    ...(options.ecsEvents ? { ecsEvents: options.ecsEvents } : {}),
    snsPace: { timeoutMs: 5_000, retries: 20, pauseMs: 500 },
  });
  const alarmWay = options.alarmWay && (await openAlarmWay(sandbox, folder));
  const pointed = healthAt(text, sandbox.health);
  await writeFile(
    path,
    options.alarmWay === 'queues' ? withAlarmQueues(pointed, makeAlarmQueues(sandbox)) : pointed,
  );
  const env = {
    ...sandbox.env,
    ...alarmWay?.env,
    ...options.env,
    WHEELHOUSE_CONFIG: path,
    LOG_LEVEL: 'info',
  };
  const started: WheelhouseProcess[] = [];
  const joined = async (one: WheelhouseProcess): Promise<WheelhouseProcess> => {
    started.push(one);
    if (one.role === 'worker') return one;
    if (options.transport !== 'socket') sandbox.slack.connect(`${one.url}/slack/events`);
    if (options.alarmWay === 'http') await alarmWay?.connect(one.url);
    return one;
  };
  return {
    sandbox,
    ecs: sandbox.ecs(registry.account),
    logs: sandbox.logs(registry.account),
    ecr: sandbox.ecr(registry.account),
    env: { ...env, REDIS_URL: redis.url },
    redis: { url: redis.url, keyspace: redis.keyspace },
    ...(alarmWay ? { alarmWay } : {}),
    start: async (role, redisUrl = redis.url) =>
      joined(await startWheelhouse(role, { ...env, REDIS_URL: redisUrl })),
    startBuild: async (role, main) =>
      joined(await startWheelhouse(role, { ...env, REDIS_URL: redis.url }, main)),
    async stop() {
      for (const one of started) await one.signal('SIGKILL');
      await sandbox.stop();
      await alarmWay?.stop();
      if (options.redisUrl === undefined) await redis.cleanup();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

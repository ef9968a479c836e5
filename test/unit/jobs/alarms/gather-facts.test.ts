import { describe, expect, it } from 'vitest';
import { Fingerprint } from '../../../../src/domain/alarm/fingerprint.ts';
import type { IncidentAlarm } from '../../../../src/domain/alarm/incident.ts';
import { hours, minutes } from '../../../../src/domain/clock.ts';
import type { Fault } from '../../../../src/domain/fault/fault.ts';
import { RunNumber } from '../../../../src/domain/ids.ts';
import type { LogLine } from '../../../../src/domain/logs/log-line.ts';
import type { SeenDeployment } from '../../../../src/domain/ports/deployment-history.ts';
import { err, ok } from '../../../../src/domain/result.ts';
import { type ResolvedService, ServiceName } from '../../../../src/domain/target/service.ts';
import type { LiveTask } from '../../../../src/domain/tasks/service-tasks.ts';
import type { FactsParts } from '../../../../src/jobs/alarms/facts/facts-parts.ts';
import { gatherFacts } from '../../../../src/jobs/alarms/facts/gather-facts.ts';
import { loadOperations } from '../../../../src/jobs/operations-folder.ts';
import { loadRemediations } from '../../../../src/jobs/remediations-folder.ts';
import { incidentOf, NIGHT } from '../../../support/alarms.ts';
import { steadyFacts } from '../../../support/facts-parts.ts';
import { aRun, aSnapshot, OPERATOR, registry } from '../../../support/values.ts';

const remedies = await loadRemediations(await loadOperations());
const [cpu] = incidentOf().alarms;
if (!cpu) throw new Error('no alarm');

const gather = (more: Partial<FactsParts> = {}, alarm: IncidentAlarm = cpu) =>
  gatherFacts(steadyFacts(remedies, more), { alarm, stack: registry.stack });

const names = ({ facts }: Awaited<ReturnType<typeof gather>>): string[] =>
  facts.proposals.map(({ remedy }) => remedy);

const REVISION = 'arn:aws:ecs:us-east-1:111122223333:task-definition/mcp-gateway-v2-registry';
const IMAGE = '111122223333.dkr.ecr.us-east-1.amazonaws.com/mcp-gateway-registry';
const digest = (n: number): string => `sha256:${String(n).repeat(64)}`;

/** Version n, in revision n. */
const version = (n: number, at: number, more: Partial<SeenDeployment> = {}): SeenDeployment => ({
  id: `ecs-svc/${n}`,
  taskDefinition: `${REVISION}:${n}`,
  images: [{ container: 'registry', image: `${IMAGE}:v${n}`, digest: digest(n) }],
  at,
  end: { kind: 'succeeded', at: at + minutes(3) },
  ...more,
});

const task = (n: number): LiveTask => ({
  taskArn: `arn:aws:ecs:us-east-1:111122223333:task/mcp-gateway-ecs-cluster/${n}`,
  status: 'RUNNING',
  health: 'HEALTHY',
  taskDefinition: `${REVISION}:${n}`,
  startedBy: `ecs-svc/${n}`,
  exec: 'off',
  containers: [{ name: 'registry', image: `${IMAGE}:v${n}`, digest: digest(n) }],
});

/** Version n runs, and was deployed 12 minutes before the alarm. */
const runs = (n: number): Pick<FactsParts, 'ecs' | 'tasks'> => {
  const [primary] = aSnapshot().deployments;
  if (!primary) throw new Error('no deployment');
  const taskDefinition = `${REVISION}:${n}`;
  const own = { ...primary, id: `ecs-svc/${n}`, taskDefinition, createdAt: NIGHT - minutes(12) };
  return {
    ecs: { describe: async () => ok(aSnapshot({ taskDefinition, deployments: [own] })) },
    tasks: { ofService: async () => ok({ live: [task(n)], stopped: [], complete: true }) },
  };
};

describe('the facts of an alarm', () => {
  it('say how many tasks run, and what may help, with how it did before', async () => {
    const record = { tried: 4, helped: 3, took: minutes(2) };
    const { facts, confirmed } = await gather({
      records: { records: async () => new Map([['restart', record]]) },
    });
    expect(facts).toMatchObject({ running: 2, desired: 2, lines: [], deployed: [], unknown: [] });
    expect(facts).not.toHaveProperty('explained');
    expect(facts.proposals.map(({ remedy, record: did }) => [remedy, did])).toEqual([
      ['scale-out', undefined],
      ['restart', record],
      ['logs', undefined],
    ]);
    expect(confirmed).toEqual({ state: 'ALARM', at: NIGHT + 60_000 });
  });

  it('say who deployed what, and propose to go back first', async () => {
    const number = RunNumber.parse(1042);
    const of = async () => [
      version(2, NIGHT - minutes(12), { run: number, tag: 'v2.0.1' }),
      version(1, NIGHT - hours(30)),
    ];
    const { facts } = await gather({ ...runs(2), history: { of }, runs: { byNumber: async () => aRun() } });
    expect(facts.deployed).toEqual([
      {
        at: NIGHT - minutes(12),
        image: 'v2.0.1',
        end: 'succeeded',
        endedAt: NIGHT - minutes(9),
        run: number,
        operation: 'restart',
        by: OPERATOR,
      },
    ]);
    expect(facts.proposals[0]).toMatchObject({
      remedy: 'rollback',
      because: 'v2.0.1 deployed 12 min before',
      act: { kind: 'run', operation: 'rollback' },
    });
  });

  it('propose to go back past a restart of the same image, and not where what runs is the way back', async () => {
    const restarted = { ...version(2, NIGHT - minutes(3)), id: 'ecs-svc/2' };
    const first = { ...version(2, NIGHT - minutes(40)), id: 'ecs-svc/20' };
    const before = version(1, NIGHT - hours(30));
    const past = await gather({ ...runs(2), history: { of: async () => [restarted, first, before] } });
    expect(past.facts.proposals[0]).toMatchObject({
      remedy: 'rollback',
      because: 'v2 deployed 40 min before',
    });

    const bad = version(3, NIGHT - minutes(20));
    const back = await gather({ ...runs(2), history: { of: async () => [restarted, bad, first, before] } });
    expect(names(back)).not.toContain('rollback');
  });

  it('know a deployment that only ECS knows, since nobody may remember it', async () => {
    const seen = await gather({ ...runs(2), history: { of: async () => [version(1, NIGHT - hours(30))] } });
    expect(seen.facts.deployed).toEqual([{ at: NIGHT - minutes(12), image: 'v2', end: 'succeeded' }]);
    expect(names(seen)[0]).toBe('rollback');
  });

  it('hold the last five errors, oldest first, without health checks and secrets', async () => {
    const written = Array.from(
      { length: 9 },
      (_, n): LogLine => ({
        at: NIGHT - n,
        stream: 's',
        text: n === 2 ? 'GET /health HTTP/1.1 failed' : `error ${n} password=hunter2hunter2`,
      }),
    );
    const { facts } = await gather({
      logs: {
        newest: async (_, { wanted, most }) =>
          ok({ lines: written.filter(wanted).slice(0, most), dropped: 0, searchedTo: 'all' }),
      },
    });
    expect(facts.lines).toEqual([5, 4, 3, 1, 0].map((n) => `error ${n} password=[secret]`));
  });

  it('explain why tasks fail', async () => {
    const [primary] = aSnapshot().deployments;
    if (!primary) throw new Error('no deployment');
    const failing = aSnapshot({ running: 1, deployments: [{ ...primary, failed: 3 }] });
    const stopped = [
      {
        taskArn: 'arn:aws:ecs:us-east-1:111122223333:task/c/0123456789abcdef',
        reason: 'Essential container in task exited',
        stopCode: 'EssentialContainerExited',
        stoppedAt: NIGHT + 1,
        containers: [{ name: 'registry', exitCode: 137, reason: 'OutOfMemoryError: killed' }],
      },
    ];
    const { facts } = await gather({
      ecs: { describe: async () => ok(failing) },
      tasks: { ofService: async () => ok({ live: [], stopped, complete: true }) },
    });
    expect(facts.explained).toContain('The container used more memory than it may have, and was killed');
  });

  it('propose what changes something only where CloudWatch says that it rings', async () => {
    const alarms = (state: 'OK' | 'INSUFFICIENT_DATA') => ({
      read: async (_: unknown, [name = '']: readonly string[]) =>
        ok(new Map([[name, { name, state, since: NIGHT, reason: '' }]])),
    });
    expect(names(await gather({ alarms: alarms('OK') }))).toEqual(['logs']);
    expect(names(await gather({ alarms: alarms('INSUFFICIENT_DATA') }))).toEqual(['logs']);
    const unread = await gather({ alarms: { read: async () => err(throttled) } });
    expect(names(unread)).toEqual(['logs']);
    expect(unread.facts.unknown).toEqual(['the state in CloudWatch']);
    const gone = await gather({ alarms: { read: async () => ok(new Map()) } });
    expect(gone.confirmed).toBeUndefined();
    const { account: _account, region: _region, ...others } = cpu;
    const rule: IncidentAlarm = {
      ...others,
      type: 'rule',
      fingerprint: Fingerprint.parse('alertmanager/abc'),
    };
    expect(names(await gather({}, rule))).toEqual(['logs']);
  });

  it('propose the same for an alert of Alertmanager’s, where that lists it; nothing where it doesn’t or can’t be asked', async () => {
    const { account: _account, region: _region, ...others } = cpu;
    const rule: IncidentAlarm = {
      ...others,
      type: 'rule',
      fingerprint: Fingerprint.parse('alertmanager/abc'),
      labels: { alertname: 'RegistryCpuHigh' },
    };
    const asked: unknown[] = [];
    const alerts = (answer: 'firing' | 'unlisted'): Pick<FactsParts, 'alerts'> => ({
      alerts: {
        async read(alert) {
          asked.push(alert);
          return ok(answer);
        },
      },
    });
    const firing = await gather(alerts('firing'), rule);
    expect(names(firing)).toEqual(names(await gather({})));
    expect(firing.confirmed?.state).toBe('ALARM');
    expect(asked).toEqual([{ fingerprint: 'abc', name: 'RegistryCpuHigh' }]);
    const unlisted = await gather(alerts('unlisted'), rule);
    expect(names(unlisted)).toEqual(['logs']);
    expect(unlisted.confirmed?.state).toBe('INSUFFICIENT_DATA');
    const unread = await gather({ alerts: { read: async () => err(throttled) } }, rule);
    expect(names(unread)).toEqual(['logs']);
    expect(unread.confirmed).toBeUndefined();
    expect(unread.facts.unknown).toEqual(['the state in Alertmanager']);
  });

  it('propose nothing that changes a service that Wheelhouse runs as', async () => {
    const own = [`service/${registry.account}/${registry.region}/${registry.cluster}/${registry.ecsService}`];
    expect(names(await gather({ catalog: { services: [registry], own } }))).toEqual(['logs']);
  });
});

const throttled: Fault = { kind: 'throttled', call: 'ecs:DescribeServices', detail: 'Rate exceeded' };

describe('what can not be read', () => {
  const refused = async () => err(throttled);
  const broken = async () => {
    throw new Error('the store is away');
  };
  it.each<[string, Partial<FactsParts>]>([
    ['the service', { ecs: { describe: refused } }],
    ['the tasks', { tasks: { ofService: refused } }],
    ['the log', { logs: { newest: refused } }],
    ['autoscaling', { scaling: { rangeOf: refused } }],
    ['the deployments', { history: { of: broken } }],
    ['how remedies did before', { records: { records: broken } }],
    [
      'the load balancer',
      {
        ecs: { describe: async () => ok(aSnapshot({ targetGroups: ['arn:tg'] })) },
        targets: { ofGroup: refused },
      },
    ],
    [
      'who deployed',
      {
        history: { of: async () => [version(1, NIGHT, { run: RunNumber.parse(7) })] },
        runs: { byNumber: broken },
      },
    ],
  ])('is named, and nothing else is lost: %s', async (what, more) => {
    const { facts } = await gather(more);
    expect(facts.unknown).toEqual([what]);
    expect(facts.proposals.map(({ remedy }) => remedy)).toContain('logs');
  });

  it('is named when it does not come in time', async () => {
    const never = () => new Promise<never>(() => undefined);
    const { facts } = await gather({
      logs: { newest: never },
      scaling: { rangeOf: never },
      patience: { part: 50, service: 50 },
    });
    expect(facts.unknown).toEqual(['the log', 'autoscaling']);
    expect(facts).toMatchObject({ running: 2, desired: 2 });
  });

  it('is all of it where nothing can be read, and that is no reason to throw', async () => {
    const { facts } = await gather({
      ecs: { describe: refused },
      tasks: { ofService: refused },
      logs: { newest: refused },
      alarms: { read: refused },
      scaling: { rangeOf: refused },
      history: { of: broken },
      records: { records: broken },
    });
    expect(facts.proposals.map(({ remedy }) => remedy)).toEqual(['logs']);
    expect(facts.unknown).toHaveLength(7);
  });
});

describe('an alarm of a load balancer, which names no service', () => {
  const auth: ResolvedService = { ...registry, service: ServiceName.parse('auth'), ecsService: 'auth' };
  const { service: _service, ...others } = cpu;
  const alb: IncidentAlarm = {
    ...others,
    name: 'mcp-gateway-v2-alb-unhealthy-targets',
    condition: 'UnHealthyHostCount > 0 for 2 min',
    dimensions: { loadbalancer: 'app/mcp-gateway-v2-alb/50dc6c495c0c9188' },
  };
  const group = (service: string): string =>
    `arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/${service}/6d0ecf831eec9f09`;
  const stack = (ill: Readonly<Record<string, number>>): Partial<FactsParts> => ({
    catalog: { services: [registry, auth] },
    ecs: {
      describe: async ({ ecsService }) =>
        ok(aSnapshot({ targetGroups: [group(ecsService === 'auth' ? 'auth' : 'registry')] })),
    },
    targets: {
      ofGroup: async (_, arn) => {
        const count = ill[arn.split('/')[1] ?? ''] ?? 0;
        const target = (n: number) =>
          ({ id: `10.0.0.${n}`, state: n < count ? 'unhealthy' : 'healthy' }) as const;
        return ok({ kind: 'there', arn, targets: [0, 1, 2].map(target) });
      },
    },
  });

  it('is told of the service that is worst off', async () => {
    const { facts } = await gather(stack({ registry: 1, auth: 2 }), alb);
    expect(facts.service?.service).toBe('auth');
    expect(facts.proposals[0]?.label).toBe('Restart auth');
  });

  it('is told of the service of its target group, where it names one', async () => {
    const named = { ...alb, dimensions: { TargetGroup: 'targetgroup/registry/6d0ecf831eec9f09' } };
    expect((await gather(stack({ registry: 1, auth: 2 }), named)).facts.service?.service).toBe('registry');
  });

  it('is told without one where no target is ill', async () => {
    const { facts, situation } = await gather(stack({}), alb);
    expect(facts).toEqual({ proposals: [], unknown: [] });
    expect(situation).toBeUndefined();
  });

  it('is told without one where they can not be read, and says so', async () => {
    const unread = { ...stack({}), targets: { ofGroup: async () => err(throttled) } };
    expect((await gather(unread, alb)).facts).toEqual({ proposals: [], unknown: ['which service it is'] });
  });
});

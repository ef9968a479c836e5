import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TaskFailure } from '../../sandbox/ecs/world/options.ts';
import { buttonsOf, readable, story } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { waitFor } from '../support/wait-for.ts';
import { STRANGER, type TestWorld, testWorld } from '../support/wheelhouse.ts';

const CPU = 'mcp-gateway-v2-registry-cpu-high';

let world: TestWorld;
let person: ReturnType<typeof story>;
const key = { region: registry.region, cluster: registry.cluster, service: registry.ecsService };

beforeAll(async () => {
  world = await testWorld({ services: ['mcpgw'], alarms: [CPU, 'mcp-gateway-v2-registry-memory-high'] });
  await world.start('bot');
  person = story(world);
});
afterAll(() => world.stop());

/** What a person who may start nothing reads after typing that: a read is open to everybody. */
async function reads(text: string): Promise<string> {
  const before = person.whispers(STRANGER).length;
  await person.ops(text, STRANGER);
  return world.sandbox.slack.waitFor(() => person.whispers(STRANGER)[before]);
}

/** Lets a new deployment fail so, until ECS has counted two failures. */
async function failing(kind: TaskFailure): Promise<void> {
  world.ecs.script(key, { kind });
  world.ecs.world.update(key, { force: true });
  await waitFor(
    () => (world.ecs.service(key.region, key.cluster, key.service).deployments[0]?.failed ?? 0) >= 2,
    {
      what: 'two failures',
    },
  );
}

async function healed(): Promise<void> {
  world.ecs.script(key, undefined);
  world.ecs.world.update(key, { force: true });
  await waitFor(() => world.ecs.service(key.region, key.cluster, key.service).steady, {
    what: 'a steady service',
  });
}

/** The last file in the stranger's direct messages with the bot. */
function handedOver(): { readonly name: string; readonly text: string } {
  const { slack } = world.sandbox;
  const opened = slack.record.findLast(({ method }) => method === 'files.completeUploadExternal');
  const { channel_id: channel } = Shared.parse(opened?.args);
  expect(channel).toMatch(/^D/);
  const [shared] = slack.messages(channel).at(-1)?.files ?? [];
  return { name: shared?.name ?? '', text: Buffer.from(slack.fileBytes(shared?.id ?? '') ?? []).toString() };
}

const Shared = z.object({ channel_id: z.string() });

describe('alarms in a status', () => {
  it('are told while they ring, and unknown while CloudWatch is away', async () => {
    const cloudwatch = world.sandbox.cloudwatch(registry.account);
    expect(await reads('status registry')).not.toMatch(/alarm/i);
    cloudwatch.set(registry.region, CPU, 'ALARM');
    expect(await reads('status registry')).toMatch(
      /:rotating_light: Alarm cpu-high since .*: CPUUtilization &gt; 85 for 10 min/,
    );
    expect(await reads('status')).toContain('1 alarm rings');
    cloudwatch.set(registry.region, CPU, 'OK');
    cloudwatch.away(true);
    expect(await reads('status')).toContain('alarms unknown');
    cloudwatch.away(false);
    expect(await reads('status')).not.toMatch(/alarm/i);
  });
});

describe('/ops status', () => {
  it('without a target shows the stack of the channel, a line a service, with image and what holds it', async () => {
    const status = (await reads('status')).split('\n');
    expect(status[0]).toContain('*prod-us-east-1* 3 steady');
    expect(status[1]).toMatch(
      /^:large_green_circle: \*registry\* 2\/2 steady · `mcp-gateway-v2-registry:7` · `latest@[0-9a-f]{12}` · event <!date/,
    );
    expect(status.filter((line) => line.startsWith(':large_green_circle:'))).toHaveLength(3);
  });

  it('reads ten services with one call, and says unknown when it fails, with what is missing', async () => {
    const made = world.ecs.calls('DescribeServices').length;
    await reads('status prod-us-east-1');
    expect(world.ecs.calls('DescribeServices')).toHaveLength(made + 1);
    world.ecs.faults.next('DescribeServices', { kind: 'deny' });
    const status = await reads('status');
    expect(status).toContain('*prod-us-east-1* 3 unknown');
    expect(status).toContain('the role lacks `ecs:DescribeServices`');
  });
});

describe('/ops tasks', () => {
  it('lists the tasks, and gives the line that opens a shell in a running one', async () => {
    const tasks = await reads('tasks registry');
    const [running] = world.ecs.service(key.region, key.cluster, key.service).tasks;
    expect(tasks).toContain('2 tasks running');
    expect(tasks).toMatch(/• `[0-9a-f]{8}` running · healthy · target healthy · us-east-1[abc] · since/);
    expect(tasks).toMatch(/Target group \S+: 2 healthy · asked HTTP \/health wants 200, every 30 s/);
    const command = /`(aws ecs execute-command [^`]+)`/.exec(tasks)?.[1] ?? '';
    expect(command).toMatch(
      /^aws ecs execute-command --region us-east-1 --cluster mcp-gateway-ecs-cluster --task [0-9a-f]{32} --container registry --interactive --command \/bin\/bash$/,
    );
    const ids = world.ecs.service(key.region, key.cluster, key.service).tasks.map(({ id }) => id);
    expect(ids).toContain(/--task (\S+)/.exec(command)?.[1]);
    expect(running).toBeDefined();
  });
});

describe('what the load balancer finds', () => {
  it('is why, and stands beside each task, where ECS itself says nothing yet', async () => {
    world.ecs.script(key, { kind: 'target-status-in-grace' });
    world.ecs.world.update(key, { force: true });
    await waitFor(async () => (await reads('tasks registry')).includes('target unhealthy'), {
      what: 'a target that is found ill',
    });
    expect(await reads('tasks registry')).toContain('target unhealthy (it answers with 404)');
    const why = await reads('explain registry');
    expect(why).toContain("fails. The load balancer's health check gets 404 from the tasks at /health");
    expect(why).toMatch(/Target\S* 10\.\S+:8080 \(task [0-9a-f]{8}\).* unhealthy: it answers with 404/);
    await healed();
  });

  it('is said to be unknown where it is refused or never comes, and the rest is told', async () => {
    const elb = world.sandbox.elb(registry.account);
    elb.faults.next('DescribeTargetHealth', { kind: 'deny' });
    expect(await reads('tasks registry')).toMatch(
      /2 tasks running[\s\S]*The targets' health is unknown: AWS refused/,
    );
    const held = elb.faults.hold('DescribeTargetHealth', 'before');
    expect(await reads('explain registry')).toContain(
      "The targets' health is unknown: AWS didn't answer in time.",
    );
    held.release();
  });
});

describe('/ops explain', () => {
  it('says that nothing fails where nothing does', async () => {
    expect(await reads('explain registry')).toContain('is well. Nothing fails: 2 of 2 tasks running');
  });

  it('says in one sentence that the image is missing, offers no retry, and `why` says the same', async () => {
    await failing('image-pull');
    const why = await reads('why registry');
    expect(why).toMatch(
      /^:warning: \*prod-us-east-1\/registry\* fails\. The image \S+:latest isn't in the registry · \d tasks? stopped\n/,
    );
    expect(why).toContain('What helps: Push it');
    expect(why).toMatch(/Newest in [\w-]+: `v2`/);
    expect(why).toMatch(/Task [0-9a-f]{8} stopped: CannotPullContainerError/);
    expect(await reads('tasks registry')).toMatch(/stopped .*`TaskFailedToStart` · CannotPullContainerError/);
    expect(await reads('status')).toMatch(
      /:warning: \*registry\* 2\/2 rolling, \d new tasks? (has|have) failed/,
    );
  });

  it('finds the reason of a crash in the log of the tasks', async () => {
    await healed();
    await failing('database-unreachable');
    const why = await reads('explain registry');
    expect(why).toContain("fails. The application doesn't reach its database");
    expect(why).toMatch(/Log: ERROR pymongo\.errors\.ServerSelectionTimeoutError/);
    expect(why).toMatch(/stopped: Essential container in task exited \(registry exited with 1\)/);
  });

  it('says that it is unknown what nobody has heard of, and shows it', async () => {
    await healed();
    await failing('unheard-of');
    const why = await reads('explain registry');
    expect(why).toMatch(/^:grey_question: .*Why isn't known/);
    expect(why).toContain('Something that this build has never heard of');
  });

  it('says that the log could not be read, and explains the rest all the same', async () => {
    world.logs.faults.next('FilterLogEvents', { kind: 'deny' });
    const why = await reads('explain registry');
    expect(why).toContain("The log can't be read: AWS refused logs:FilterLogEvents");
    expect(why).toContain('Something that this build has never heard of');
    await healed();
  });
});

describe('a restart whose tasks fail', () => {
  let breaking: TestWorld;
  beforeAll(async () => {
    breaking = await testWorld({ breaker: 'rolls-back' });
    await breaking.start('all');
  });
  afterAll(() => breaking.stop());

  it('is told with the same explanation, once while it rolls and at its end, and offers no retry of what fails again', async () => {
    const other = story(breaking);
    breaking.ecs.script(key, { kind: 'image-pull' });
    await other.ops('restart registry');
    const thread = await other.threadReads(/isn't in the registry/);
    expect(thread.join('\n')).toMatch(
      /The image \S+:latest isn't in the registry \(\d tasks?\)\. Task [0-9a-f]{8} stopped: CannotPullContainerError/,
    );
    const root = await other.rootReads(/rolled back by ECS's circuit breaker/);
    expect(readable(root)).toContain("isn't in the registry");
    expect(buttonsOf(root).map(({ label }) => label)).toEqual(['Status', 'Why']);
  });
});

describe('/ops logs', () => {
  const write = (lines: readonly string[], secondsAgo: number): void => {
    const at = Date.now() - secondsAgo * 1000;
    world.logs.write(
      key.region,
      registry.logGroup,
      lines.map((message, i) => ({ at: at + i, stream: 'ecs/registry/0123456789abcdef', message })),
    );
  };

  it('shows the last errors, leaves health checks out, masks secrets, and hands over all lines as a file', async () => {
    write(
      [
        ...Array.from({ length: 30 }, (_, i) => `INFO request ${i} served`),
        'ERROR could not reach Keycloak with password=hunter2hunter2',
        'INFO: 10.0.1.12:41230 - "GET /health HTTP/1.1" 200 OK',
      ],
      60,
    );
    const log = await reads('logs registry');
    expect(log).toMatch(/looks? like (an )?error/);
    expect(log).toContain('could not reach Keycloak');
    expect(log).not.toContain('hunter2hunter2');
    expect(log).not.toContain('GET /health');
    expect(log).toMatch(/\d+ health checks left out/);
    const file = handedOver();
    expect(file.name).toMatch(/^prod-us-east-1-registry-.*\.log$/);
    expect(file.text).toContain('INFO request 0 served');
    expect(file.text).not.toContain('hunter2hunter2');
  });

  it('takes A|B for either, and only what was asked for is read', async () => {
    write(['FATAL out of handles', 'WARN slow', 'Exception in thread main'], 30);
    const log = await reads('logs registry --since 1m --filter "FATAL|Exception"');
    expect(log).toContain('FATAL out of handles');
    expect(log).toContain('Exception in thread main');
    expect(log).not.toContain('WARN slow');
    const [asked] = world.logs.record.slice(-1);
    expect(asked?.input).toMatchObject({ filterPattern: '?FATAL ?Exception', startFromHead: false });
  });

  it('goes on over pages that hold nothing', async () => {
    write(
      Array.from({ length: 1200 }, (_, i) => `INFO ${i}`),
      20,
    );
    write(['ERROR needle in a haystack'], 50);
    const before = world.logs.record.length;
    expect(await reads('logs registry --since 2m --filter needle')).toContain('needle in a haystack');
    expect(world.logs.record.length - before).toBeGreaterThan(2);
  });

  it('says what is wrong with a time that is none, and reads nothing', async () => {
    const before = world.logs.record.length;
    expect(await reads('logs registry --since yesterday')).toContain('say a length such as `15m`');
    expect(await reads('logs registry --from 03:00 --since 1h')).toContain('Say either `--since`');
    expect(world.logs.record).toHaveLength(before);
  });

  it('says so when the log group is missing', async () => {
    world.logs.faults.next('FilterLogEvents', {
      kind: 'status',
      status: 400,
      code: 'ResourceNotFoundException',
      when: 'before',
    });
    expect(await reads('logs registry')).toContain(
      "can't be read: AWS knows no log group /ecs/mcp-gateway-v2-registry",
    );
  });
});

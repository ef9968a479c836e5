import { describe, expect, it } from 'vitest';
import type { LogQuery } from '../../../src/domain/ports/logs.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { err, ok } from '../../../src/domain/result.ts';
import { ResolvedService, StackName } from '../../../src/domain/target/service.ts';
import { answerCommand } from '../../../src/handlers/command/answer-command.ts';
import type { HandlerParts, ServiceReads } from '../../../src/handlers/parts.ts';
import { sha256 } from '../../../src/jobs/audit/sealed.ts';
import { memoryAudit } from '../../contract/audit/memory-audit.ts';
import { memoryHistory } from '../../contract/history/memory-history.ts';
import { letting, noGroups } from '../../support/access.ts';
import { noGates } from '../../support/gates.ts';
import { memoryLiftRequests } from '../../support/lift-requests.ts';
import { noReviews } from '../../support/reviews.ts';
import { steadyReads } from '../../support/service-reads.ts';
import { aRun, aSnapshot, CHANNEL, registry, silent, TEAM } from '../../support/values.ts';

const NOW = Date.UTC(2026, 10, 21, 3, 0, 0);
/** Twelve services of one cluster, and one of another. */
const services = [
  registry,
  ...Array.from({ length: 11 }, (_, i) =>
    ResolvedService.parse({ ...registry, service: `tool-${i}`, ecsService: `mcp-gateway-v2-tool-${i}` }),
  ),
  ResolvedService.parse({ ...registry, service: 'keycloak', cluster: 'keycloak', ecsService: 'keycloak' }),
];

const refuse = (): never => {
  throw new Error('a read changes nothing');
};

/** A store without runs. */
const noRuns: HandlerParts['runs'] = {
  holderOf: async () => undefined,
  byNumber: async () => undefined,
  byThread: async () => undefined,
  newest: async () => [],
  live: async () => [],
  ofTarget: async () => [],
  journalOf: async () => [],
};

/** A bot that answers reads; whatever changes something fails the test. */
function bot(reads: Partial<ServiceReads>, more: Partial<HandlerParts> = {}) {
  const parts: HandlerParts = {
    intake: { accept: refuse },
    runs: noRuns,
    signals: { answer: refuse, choose: refuse, cancel: refuse, decide: refuse },
    alarms: 'none',
    history: memoryHistory(),
    audit: memoryAudit({ now: () => Date.UTC(2026, 10, 21, 3, 0, 0) }),
    holds: { place: refuse, lift: refuse, all: async () => [], standing: async () => [] },
    gates: noGates,
    passes: { give: refuse, all: async () => [] },
    ecs: { describe: async () => ok(aSnapshot()) },
    reads: steadyReads(reads),
    operations: [],
    memberships: noGroups,
    catalog: { services, channelStacks: new Map([[CHANNEL, StackName.parse(registry.stack)]]) },
    access: letting([], { team: TEAM, mode: 'read-only' }),
    clock: { now: () => NOW },
    log: silent,
    redactor: redactor({ secrets: [] }),
    sha256,
    reviews: noReviews,
    liftRequests: memoryLiftRequests(),
    newId: refuse,
    clockSkew: 300_000,
    ...more,
  };
  return async (text: string, place: { readonly channel?: string; readonly thread?: string } = {}) => {
    const reply = await answerCommand(parts, {
      actor: { kind: 'slack', team: TEAM, user: 'U0ANYBODY' },
      channel: place.channel ?? CHANNEL,
      thread: place.thread,
      text,
      dedupeKey: 'command/T/1.1',
    });
    if (reply.kind === 'form') throw new Error('a read opens no form');
    return { said: JSON.stringify(await reply.message), share: reply.share };
  };
}

describe('status of a stack', () => {
  it('is read ten services of a cluster at a time; one that fails leaves the others', async () => {
    const asked: (readonly string[])[] = [];
    const say = bot({
      clusters: {
        services: async ({ cluster }, names) => {
          asked.push(names);
          return cluster === 'keycloak'
            ? err({ kind: 'throttled', call: 'ecs:DescribeServices', detail: '' })
            : ok(new Map(names.filter((name) => !name.endsWith('-3')).map((name) => [name, aSnapshot()])));
        },
      },
    });
    const { said, share } = await say('status');
    expect(asked.map(({ length }) => length).sort()).toEqual([1, 10, 2].sort());
    expect(said).toContain('*prod-us-east-1* 2 unknown, 11 steady');
    expect(said).toContain('*tool-3* unknown: ECS knows no such service.');
    expect(said).toContain('*keycloak* unknown: AWS is limiting ecs:DescribeServices.');
    expect(share).toBe('status prod-us-east-1');
    expect((await say('status prod-us-east-1')).said).toBe(said);
  });

  it('says which alarms ring, and reads those of one place together', async () => {
    const asked: (readonly string[])[] = [];
    const cpu = 'mcp-gateway-v2-registry-cpu-high';
    const shared = 'mcp-gateway-v2-alb-5xx-errors';
    const listed = [
      { ...registry, alarms: [cpu, shared] },
      ResolvedService.parse({ ...registry, service: 'auth', ecsService: 'auth', alarms: [shared] }),
    ];
    const say = bot(
      {
        alarms: {
          read: async (_, names) => {
            asked.push(names);
            return ok(
              new Map(names.map((name) => [name, { name, state: 'ALARM', since: NOW, reason: '' } as const])),
            );
          },
        },
      },
      { catalog: { services: listed, channelStacks: new Map([[CHANNEL, registry.stack]]) } },
    );
    const { said } = await say('status');
    expect(asked).toEqual([[cpu, shared]]);
    expect(said).toContain('2 steady, 2 alarms ring');
    expect(said).toMatch(/:rotating_light: cpu-high <!date.* and 1 more/);
    expect(said).toContain(':rotating_light: mcp-gateway-v2-alb-5xx-errors');
    expect((await say('status registry')).said).toContain(':rotating_light: Alarm alb-5xx-errors since');
  });

  it('says that alarms are unknown where they can not be read, or not soon', async () => {
    const catalog = {
      services: [{ ...registry, alarms: ['cpu-high'] }],
      channelStacks: new Map([[CHANNEL, registry.stack]]),
    };
    const refused = bot(
      { alarms: { read: async () => err({ kind: 'throttled', call: '', detail: '' }) } },
      { catalog },
    );
    expect((await refused('status')).said).toContain('1 steady');
    expect((await refused('status')).said).toContain('alarms unknown');
    expect((await refused('status registry')).said).toContain('Alarms unknown');
  });

  it('says which listed alarms are not there, since they would never ring', async () => {
    const catalog = {
      services: [{ ...registry, alarms: ['cpu-hihg'] }],
      channelStacks: new Map([[CHANNEL, registry.stack]]),
    };
    const say = bot({ alarms: { read: async () => ok(new Map()) } }, { catalog });
    expect((await say('status')).said).toContain('1 alarm not found');
    expect((await say('status registry')).said).toContain(
      'CloudWatch has no metric or composite alarm cpu-hihg',
    );
  });

  it('shows images by tag and digest, and does without where they can not be read', async () => {
    const arn = 'arn:aws:ecs:us-east-1:111122223333:service-revision/c/s/1';
    const clusters: ServiceReads['clusters'] = {
      services: async (_, names) => ok(new Map(names.map((name) => [name, aSnapshot({ revisions: [arn] })]))),
    };
    const image = { container: 'registry', image: 'ecr/registry:v42', digest: `sha256:${'ab'.repeat(32)}` };
    const images = async () => ok(new Map([[arn, [image]]]));
    expect((await bot({ clusters, revisions: { images } })('status')).said).toContain('`v42@abababababab`');
    const fault = { kind: 'denied', call: 'x', action: 'x', detail: '' } as const;
    const without = await bot({ clusters, revisions: { images: async () => err(fault) } })('status');
    expect(without.said).toContain('13 steady');
  });

  it('says which run asks something, with a button to it', async () => {
    const question = { key: 'stuck-1', text: 'No progress', at: NOW, choices: [], offers: [] };
    const runs = { ...noRuns, holderOf: async () => ({ ...aRun(), question }) };
    const { said } = await bot({}, { runs })('status');
    expect(said).toContain('which asks something :raised_hand:');
    expect(said).toContain('Show #');
  });

  it('asks which one where the channel has none', async () => {
    expect((await bot({})('status', { channel: 'C0ANY' })).said).toContain('Which stack?');
  });
});

describe('status of a service', () => {
  const arn = 'arn:aws:ecs:us-east-1:111122223333:service-revision/c/s/1';
  const repository = { account: registry.account, region: registry.region, name: 'mcp-gateway-registry' };
  const uri = `${registry.account}.dkr.ecr.${registry.region}.amazonaws.com/${repository.name}`;
  const digest = `sha256:${'ab'.repeat(32)}`;
  const pushed = { digest: `sha256:${'cd'.repeat(32)}`, tags: ['latest'], pushedAt: NOW - 3_600_000 };
  const catalog = { services: [{ ...registry, repository }], channelStacks: new Map() };
  const ecs = { describe: async () => ok(aSnapshot({ revisions: [arn] })) };
  const runs = (image: string) => ({
    images: async () => ok(new Map([[arn, [{ container: registry.container, image, digest }]]])),
  });
  const registryOf = (found: typeof pushed): ServiceReads['images'] => ({
    newest: async () => ok([]),
    find: async () => ok(found),
  });

  it('says what runs, and that its tag means other code by now', async () => {
    const images = registryOf(pushed);
    const { said } = await bot(
      { revisions: runs(`${uri}:latest`), images },
      { catalog, ecs },
    )('status registry');
    expect(said).toContain('Image `latest@abababababab`');
    expect(said).toContain('Its tag means `sha256:cdcdcdcdcdcd` by now');
  });

  it("doesn't where it means what runs, where that is pinned, or where it can't be looked up", async () => {
    const same = registryOf({ ...pushed, digest });
    const denied: ServiceReads['images'] = {
      newest: async () => ok([]),
      find: async () => err({ kind: 'denied', call: 'x', action: 'x', detail: '' }),
    };
    const seen = [
      await bot({ revisions: runs(`${uri}:latest`), images: same }, { catalog, ecs })('status registry'),
      await bot(
        { revisions: runs(`${uri}@${digest}`), images: registryOf(pushed) },
        { catalog, ecs },
      )('status registry'),
      await bot({ revisions: runs(`${uri}:latest`), images: denied }, { catalog, ecs })('status registry'),
    ];
    for (const { said } of seen) {
      expect(said).toContain('@abababababab`');
      expect(said).not.toContain('by now');
    }
  });

  it("says that its image is unknown where ECS doesn't tell it, or may not be asked", async () => {
    const fault = { kind: 'throttled', call: 'ecs:DescribeServiceRevisions', detail: '' } as const;
    const refused = bot({ revisions: { images: async () => err(fault) } }, { catalog, ecs });
    expect((await refused('status registry')).said).toContain(
      'Image unknown: AWS is limiting ecs:DescribeServiceRevisions.',
    );
    expect((await bot({})('status registry')).said).toContain("Image unknown: ECS doesn't tell it.");
  });

  it('says that it has another number than autoscaling would choose', async () => {
    const range = { min: 3, max: 6, suspended: [] };
    const { said } = await bot({ scaling: { rangeOf: async () => ok(range) } })('status registry');
    expect(said).toContain('2 tasks are outside what autoscaling keeps it in: 3 to 6');
    const inside = bot({ scaling: { rangeOf: async () => ok({ ...range, min: 2 }) } });
    expect((await inside('status registry')).said).not.toContain('autoscaling');
  });

  it('shows what the run that holds it asks, with its buttons', async () => {
    const question = {
      key: 'stuck-1',
      text: 'No progress for 10 min',
      at: NOW,
      choices: [{ answer: 'wait', label: 'Keep waiting' }],
      offers: [{ label: 'Roll back', words: 'rollback prod-us-east-1/registry' }],
    };
    const holder = { ...noRuns, holderOf: async () => ({ ...aRun(), question }) };
    const { said } = await bot({}, { runs: holder })('status registry');
    expect(said).toContain('No progress for 10 min');
    expect(said).toMatch(/Keep waiting.*Roll back.*Its runs/);
  });
});

describe('in the thread of a run', () => {
  it.each(['status', 'tasks', 'logs', 'logs --since 5m', 'explain', 'why'])(
    '%s means its service',
    async (text) => {
      const runs = { ...noRuns, byThread: async () => aRun() };
      const say = bot({}, { runs });
      const { said, share } = await say(text, { thread: '1.1' });
      expect(said).toContain('prod-us-east-1/registry');
      expect(share).toContain('prod-us-east-1/registry');
    },
  );
});

describe('logs', () => {
  it('passes span and pattern on, and says no more than it knows', async () => {
    const asked: LogQuery[] = [];
    const say = bot({
      logs: {
        newest: async (_, query) => {
          asked.push(query);
          return ok({ lines: [], dropped: 12, searchedTo: NOW - 60_000 });
        },
      },
    });
    const { said, share } = await say('logs registry --since 1h --filter "ERROR|FATAL"');
    expect(asked).toMatchObject([{ from: NOW - 3_600_000, to: NOW, pattern: '?ERROR ?FATAL' }]);
    expect(said).toContain('no line with `ERROR|FATAL`');
    expect(said).toContain('12 health checks left out');
    expect(said).toContain('were not read');
    expect(share).toBe('logs prod-us-east-1/registry --since 1h --filter ERROR|FATAL');
  });

  it.each([
    ['logs', 'Name one service'],
    ['logs registry --tail', 'has no `--tail`'],
    ['logs registry --follow', 'say it in a channel'],
    ['logs registry --for 1m', 'says how long to `--follow`'],
    ['logs registy --since 5m', 'logs registry --since 5m'],
    ['logs nowhere-at-all', "I don't know the service"],
  ])('%s is answered with what to say', async (text, said) => {
    expect((await bot({})(text)).said).toContain(said);
  });
});

import { monotonicFactory } from 'ulid';
import type { SlackSandboxOptions } from '../../../sandbox/slack/options.ts';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { RunId, RunNumber } from '../../../src/domain/ids.ts';
import type { OperationSpec } from '../../../src/domain/operation/operation.ts';
import type { AccessPolicy } from '../../../src/domain/people/access.ts';
import type { EcsServices } from '../../../src/domain/ports/ecs-services.ts';
import type { Accepted } from '../../../src/domain/ports/run-intake.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { ok } from '../../../src/domain/result.ts';
import type { Run, RunRequest } from '../../../src/domain/run/run.ts';
import type { Catalog } from '../../../src/domain/target/catalog.ts';
import { ResolvedService, StackName } from '../../../src/domain/target/service.ts';
import type { Gates } from '../../../src/domain/window/shut-gates.ts';
import type { HomeParts } from '../../../src/handlers/home/show-home.ts';
import { seals } from '../../../src/handlers/modal/seals.ts';
import { httpIncoming } from '../../../src/handlers/receivers/http.ts';
import { slackApp } from '../../../src/handlers/slack-app.ts';
import { sha256 } from '../../../src/jobs/audit/sealed.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import { personalCalls } from '../../../src/slack/calls.ts';
import { slackDirectory } from '../../../src/slack/directory.ts';
import { freePort } from '../../../tools/redis/free-port.ts';
import { letting, noGroups } from '../../support/access.ts';
import { noGates } from '../../support/gates.ts';
import { memoryLiftRequests } from '../../support/lift-requests.ts';
import { noReviews } from '../../support/reviews.ts';
import { steadyReads } from '../../support/service-reads.ts';
import { readable } from '../../support/story.ts';
import { aSnapshot, registry, silent } from '../../support/values.ts';
import { memoryAudit } from '../audit/memory-audit.ts';
import { memoryHistory } from '../history/memory-history.ts';
import { memoryHolds } from '../holds/memory-holds.ts';
import { memoryPasses } from '../passes/memory-passes.ts';
import { clientOf, OPERATOR, OPS, SIGNING_SECRET, startWorkspace, TOKEN } from '../slack/workspace.ts';

const TEAM = 'T0TEAM';

/** Stacks that all have the same services. */
const servicesOf = (stack: string, environment: string, account: string): ResolvedService[] =>
  ['registry', 'registry-ui', 'auth-server'].map((service) =>
    ResolvedService.parse({
      ...registry,
      stack,
      service,
      environment,
      account,
      ecsService: `mcp-gateway-v2-${service}`,
    }),
  );

/** The systems that the bot of these tests knows; the channel #ops means the second. */
export const catalog: Catalog = {
  services: [
    ...servicesOf('prod-us-east-1', 'production', '111122223333'),
    ...servicesOf('staging-us-east-1', 'staging', '444455556666'),
    ...servicesOf('prod-eu-west-1', 'production', '777788889999'),
  ],
  channelStacks: new Map([[OPS, StackName.parse('staging-us-east-1')]]),
};

/** What a test may change while the bot runs. */
export interface Around {
  operations: readonly OperationSpec[];
  access: AccessPolicy;
  /** What the store answers; unless told it stores, once for each key. */
  gates: Gates;
  answer: Accepted | undefined;
  describe: EcsServices['describe'];
  /** The run that every message is of. */
  runOfMessages: Run | undefined;
  alarms: HomeParts['alarms'];
  reads: HomeParts['reads'];
}

/** The whole incoming edge on real HTTP with a strict Slack; its store is a list. */
export async function conversation(more: Partial<SlackSandboxOptions> = {}) {
  const slack = await startWorkspace(more);
  const holds = memoryHolds({ now: () => Date.now() });
  const passes = memoryPasses({ now: () => Date.now() });
  const history = memoryHistory();
  const audit = memoryAudit({ now: () => Date.now() });
  const around: Around = {
    operations: [restart.spec],
    access: letting([OPERATOR], { team: TEAM }),
    gates: noGates,
    answer: undefined,
    describe: async () => ok(aSnapshot()),
    runOfMessages: undefined,
    alarms: 'none',
    reads: steadyReads(),
  };
  /** What reached the store, and under which key. */
  const asked: { readonly request: RunRequest; readonly key: string }[] = [];
  const stored = new Map<string, Accepted & { kind: 'accepted' }>();
  const ulid = monotonicFactory();
  const client = clientOf(slack);
  const safe = redactor({ secrets: [] });
  const parts: HomeParts = {
    intake: {
      async accept(request, key) {
        asked.push({ request, key });
        if (around.answer) return around.answer;
        const before = stored.get(key);
        if (before) return { ...before, kind: 'duplicate' };
        const accepted = {
          kind: 'accepted',
          number: RunNumber.parse(1042 + stored.size),
          id: request.id,
        } as const;
        stored.set(key, accepted);
        return accepted;
      },
    },
    runs: {
      holderOf: async () => undefined,
      byNumber: async () => undefined,
      byThread: async () => around.runOfMessages,
      newest: async () => [],
      live: async () => [],
      ofTarget: async () => [],
      journalOf: async () => [],
    },
    signals: {
      answer: async () => ({ kind: 'taken' }),
      choose: async () => ({ kind: 'taken', label: 'Continue' }),
      cancel: async () => ({ kind: 'asked' }),
      decide: async () => ({ kind: 'taken', lacks: 0 }),
    },
    holds,
    get gates() {
      return around.gates;
    },
    passes,
    audit,
    get alarms() {
      return around.alarms;
    },
    history,
    ecs: { describe: (target) => around.describe(target) },
    get reads() {
      return around.reads;
    },
    get operations() {
      return around.operations;
    },
    get access() {
      return around.access;
    },
    memberships: noGroups,
    catalog,
    clock: { now: () => Date.now() },
    log: silent,
    redactor: safe,
    sha256,
    reviews: noReviews,
    liftRequests: memoryLiftRequests(),
    newId: () => RunId.parse(ulid()),
    clockSkew: 300_000,
    seals: seals('a token'),
    slack: personalCalls(client, safe),
    directory: slackDirectory(client, { team: TEAM, log: silent, redactor: safe }),
    viewers: {
      opened: async () => 1,
      all: async () => [],
      shown: async () => true,
      forget: async () => undefined,
    },
  };
  const incoming = httpIncoming(SIGNING_SECRET, silent, () => true);
  const app = slackApp(parts, incoming, { botToken: TOKEN, slackApiUrl: slack.apiUrl });
  const port = await freePort();
  await app.start({ port, host: '127.0.0.1' });
  slack.connect(`http://127.0.0.1:${port}/slack/events`);
  return {
    slack,
    around,
    asked,
    stored,
    holds,
    passes,
    audit,
    history,
    seen: sight(slack),
    async stop() {
      await incoming.stop();
      await slack.stop();
    },
  };
}

/** What the operator sees. */
const sight = (slack: SlackSandbox) => ({
  /** The visible view of the open modal; undefined: none is open. */
  modal: () => {
    const top = slack.modal(OPERATOR).at(-1);
    return top && { ...top, reads: readable(top.view), values: top.view.state.values };
  },
  /** What is whispered in #ops, the newest last. */
  whispers: (): string[] => slack.ephemerals(OPERATOR, OPS).map(readable),
});

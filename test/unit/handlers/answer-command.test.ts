import { describe, expect, it } from 'vitest';
import { RunId, RunNumber } from '../../../src/domain/ids.ts';
import type { Accepted } from '../../../src/domain/ports/run-intake.ts';
import type { RunReader } from '../../../src/domain/ports/run-reader.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { err, ok } from '../../../src/domain/result.ts';
import type { RunRequest } from '../../../src/domain/run/run.ts';
import { lockName, ResolvedService, StackName } from '../../../src/domain/target/service.ts';
import { answerCommand } from '../../../src/handlers/command/answer-command.ts';
import type { HandlerParts, Reply } from '../../../src/handlers/parts.ts';
import { sha256 } from '../../../src/jobs/audit/sealed.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import { memoryAudit } from '../../contract/audit/memory-audit.ts';
import { memoryHistory } from '../../contract/history/memory-history.ts';
import { memoryHolds } from '../../contract/holds/memory-holds.ts';
import { memoryPasses } from '../../contract/passes/memory-passes.ts';
import { letting, noGroups } from '../../support/access.ts';
import { noGates } from '../../support/gates.ts';
import { memoryLiftRequests } from '../../support/lift-requests.ts';
import { noReviews } from '../../support/reviews.ts';
import { steadyReads } from '../../support/service-reads.ts';
import { aRun, aSnapshot, CHANNEL, OPERATOR, registry, silent, TEAM } from '../../support/values.ts';

const staging = ResolvedService.parse({ ...registry, stack: 'staging-us-east-1', environment: 'staging' });

/** A store without runs. */
const noRuns: RunReader = {
  holderOf: async () => undefined,
  byNumber: async () => undefined,
  byThread: async () => undefined,
  newest: async () => [],
  live: async () => [],
  ofTarget: async () => [],
  journalOf: async () => [],
};

/** A bot whose store and ECS are what the test says; `stored` is what reached the store. */
function bot(more: Partial<HandlerParts> & { readonly answer?: Accepted } = {}) {
  const stored: { request: RunRequest; key: string }[] = [];
  const accepted: Accepted = {
    kind: 'accepted',
    number: RunNumber.parse(1042),
    id: RunId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV'),
  };
  const parts: HandlerParts = {
    intake: {
      async accept(request, key) {
        stored.push({ request, key });
        return more.answer ?? accepted;
      },
    },
    runs: noRuns,
    signals: {
      answer: async () => ({ kind: 'taken' }),
      choose: async () => ({ kind: 'taken', label: 'Continue' }),
      cancel: async () => ({ kind: 'asked' }),
      decide: async () => ({ kind: 'taken', lacks: 0 }),
    },
    audit: memoryAudit({ now: () => Date.UTC(2026, 10, 21, 3, 0, 0) }),
    holds: memoryHolds({ now: () => Date.UTC(2026, 10, 21, 3, 0, 0) }),
    gates: noGates,
    passes: memoryPasses({ now: () => Date.UTC(2026, 10, 21, 3, 0, 0) }),
    alarms: 'none',
    history: memoryHistory(),
    ecs: { describe: async () => ok(aSnapshot()) },
    reads: steadyReads(),
    operations: [restart.spec],
    memberships: noGroups,
    catalog: {
      services: [registry, staging],
      channelStacks: new Map([[CHANNEL, StackName.parse('prod-us-east-1')]]),
    },
    access: letting([OPERATOR], { team: TEAM }),
    clock: { now: () => Date.UTC(2026, 10, 21, 3, 0, 0) },
    log: silent,
    redactor: redactor({ secrets: [] }),
    sha256,
    reviews: noReviews,
    liftRequests: memoryLiftRequests(),
    newId: () => RunId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV'),
    clockSkew: 300_000,
    ...more,
  };
  type Who = { user?: string; team?: string; channel?: string; thread?: string };
  const answer = (text: string, who: Who = {}): Promise<Reply> =>
    answerCommand(parts, {
      actor: { kind: 'slack', team: who.team ?? TEAM, user: who.user ?? OPERATOR },
      channel: who.channel ?? CHANNEL,
      thread: who.thread,
      text,
      dedupeKey: 'command/T/1.1',
    });
  const say = async (text: string, who: Who = {}): Promise<string> => {
    const reply = await answer(text, who);
    return JSON.stringify(reply.kind === 'form' ? reply : await reply.message);
  };
  return { answer, say, stored };
}

describe('restart', () => {
  it('is stored with everything resolved, and said to be accepted with its number', async () => {
    const { say, stored } = bot();
    expect(await say('restart registry --reason "memory leak"')).toContain('Accepted as *#1042*');
    expect(stored).toEqual([
      {
        key: 'command/T/1.1',
        request: expect.objectContaining({
          operation: 'restart',
          target: registry,
          input: { force: false, pin: false, reason: 'memory leak' },
          reason: 'memory leak',
          actor: { kind: 'slack', team: TEAM, user: OPERATOR },
          origin: { team: TEAM, channel: CHANNEL },
        }),
      },
    ]);
  });

  it.each([
    ['a person who is not listed', 'restart registry', { user: 'U0STRANGER' }, 'may-start'],
    ['the right id in another workspace', 'restart registry', { team: 'T0ELSE' }, "this bot's own workspace"],
    ['a verb that is misspelt', 'restrat registry', {}, '`/ops restart`'],
    ['a service that is misspelt', 'restart registy', {}, '`registry`'],
    [
      'a service of two stacks, in a channel without one',
      'restart registry',
      { channel: 'C0ANY' },
      '/ops restart staging-us-east-1/registry',
    ],
    ['a flag that is not one', 'restart registry --now', {}, 'has no `--now`'],
    ['an open quote', 'restart registry --reason "oh', {}, 'never closed'],
    [
      'no service',
      'restart --force',
      {},
      '"kind":"form","form":{"operation":"restart","input":{"force":true}}',
    ],
  ])('starts nothing for %s, and says what to do', async (_who, text, who, said) => {
    const { say, stored } = bot();
    expect(await say(text, who)).toContain(said);
    expect(stored).toEqual([]);
  });

  it.each([
    [
      { kind: 'duplicate', number: RunNumber.parse(7), id: RunId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV') },
      'already accepted as *#7*',
    ],
    [{ kind: 'held', by: RunNumber.parse(9), operation: 'restart', stoppedBy: [] }, '#9 (restart) holds'],
    [{ kind: 'unconfirmed' }, 'Not confirmed'],
  ] as const)('says so when the store answers %j', async (answer, said) => {
    expect(await bot({ answer }).say('restart registry')).toContain(said);
  });
});

describe('status', () => {
  it('shows tasks, revision, last event and what holds the service, to anybody of the workspace', async () => {
    const { say, stored } = bot({
      runs: { ...noRuns, holderOf: async () => aRun({ state: { status: 'running' } }) },
    });
    const said = await say('status registry', { user: 'U0STRANGER' });
    expect(said).toContain('is steady: 2 of 2 tasks running');
    expect(said).toContain('mcp-gateway-v2-registry:7');
    expect(said).toContain('has reached a steady state.');
    expect(said).toContain('Held by #1042 (restart) · under way');
    expect(stored).toEqual([]);
  });

  it('says "unknown" when ECS or the store cannot be read, and guesses nothing', async () => {
    const denied = err({
      kind: 'denied',
      call: 'ecs:DescribeServices',
      action: 'ecs:DescribeServices',
      detail: '',
    } as const);
    expect(await bot({ ecs: { describe: async () => denied } }).say('status registry')).toContain(
      "can't be read: AWS refused",
    );
    const away = { ...noRuns, holderOf: () => Promise.reject(new Error('away')) };
    expect(await bot({ runs: away }).say('status registry')).toContain('Whether a run holds it is unknown');
  });
});

describe('help', () => {
  it('lists every verb with an example, for "help", for nothing, and one verb for --help', async () => {
    const { say } = bot();
    for (const text of ['', 'help', '  HELP']) {
      const said = await say(text);
      for (const verb of ['help', 'status', 'restart', 'resume']) expect(said).toContain(`\`/ops ${verb}`);
    }
    expect(await say('restart --help')).toContain('`--force`');
    expect(await say('status --help')).toContain('/ops status registry');
  });
});

describe('resume', () => {
  it('takes an answer from those who may start something, and explains itself otherwise', async () => {
    const { say } = bot({
      runs: { ...noRuns, byNumber: async () => aRun({ state: { status: 'running' } }) },
    });
    expect(await say('resume #1042 happened')).toContain('Taken: #1042');
    expect(await say('resume 1042 continue')).toContain('Taken: #1042, Continue');
    expect(await say('resume 1042 "what now?"')).toContain('`/ops resume 1042 happened`');
    expect(await say('resume happened')).toContain('Say which run');
    expect(await say('resume 1042 happened', { user: 'U0STRANGER' })).toContain('may-start');
  });
});

describe('retry of a run', () => {
  const ended = aRun({ state: { status: 'ended', outcome: { kind: 'failed', reason: 'no' }, at: 1 } });
  const runs: RunReader = { ...noRuns, byNumber: async () => ended };
  const channelStacks = new Map([[CHANNEL, StackName.parse('prod-us-east-1')]]);

  it('starts it again, as a new run of who asks', async () => {
    const { say, stored } = bot({ runs });
    expect(await say('retry 1042')).toContain('Accepted');
    expect(stored).toMatchObject([{ request: { target: registry, reason: 'again after #1042' } }]);
  });

  it.each([
    ['another account', { account: '999988887777' }],
    ['another region', { region: 'eu-west-1' }],
    ['another cluster', { cluster: 'other' }],
    ['another service in ECS', { ecsService: 'other' }],
    ['another role', { role: 'arn:aws:iam::111122223333:role/other' }],
  ])('starts nothing where its target’s name means %s by now', async (_what, other) => {
    const now = ResolvedService.parse({ ...registry, ...other });
    const { say, stored } = bot({ runs, catalog: { services: [now, staging], channelStacks } });
    expect(await say('retry 1042')).toContain('is another service in AWS now, or is reached by another role');
    expect(stored).toEqual([]);
  });

  it('goes on where only what isn’t the thing itself was changed', async () => {
    const now = ResolvedService.parse({ ...registry, logGroup: '/ecs/other', alarms: ['cpu'] });
    const { say, stored } = bot({ runs, catalog: { services: [now, staging], channelStacks } });
    expect(await say('retry 1042')).toContain('Accepted');
    expect(stored).toMatchObject([{ request: { target: now } }]);
  });
});

describe('a service that Wheelhouse itself runs as', () => {
  const catalog = { services: [registry, staging], channelStacks: new Map(), own: [lockName(registry)] };

  it('is looked at, and nothing is done to it', async () => {
    const { say, stored } = bot({ catalog });
    expect(await say('restart prod-us-east-1/registry')).toContain("I don't operate on myself");
    const reply = await bot({ catalog }).answer('status prod-us-east-1/registry');
    expect(reply.kind).toBe('soon');
    expect(stored).toEqual([]);
  });
});

describe('in the thread of a run', () => {
  const run = aRun({ state: { status: 'running' } });
  const runs: RunReader = {
    ...noRuns,
    byNumber: async (number) => (number === run.number ? run : undefined),
    byThread: async (channel, ts) => (channel === CHANNEL && ts === '7.7' ? run : undefined),
  };

  it.each([
    ['show', '#1042 restart prod-us-east-1/registry'],
    ['cancel', '#1042 stops at its next safe point'],
    ['resume didnt', 'Taken: #1042'],
    ['retry', "#1042 isn't over yet"],
  ])('"%s" needs no number', async (text, said) => {
    expect(await bot({ runs }).say(text, { thread: '7.7' })).toContain(said);
  });

  it('a number that is said counts, and in any other thread one must be said', async () => {
    expect(await bot({ runs }).say('show 7', { thread: '7.7' })).toContain('There is no run #7');
    expect(await bot({ runs }).say('cancel', { thread: '8.8' })).toContain('Say which run');
  });
});

describe('what can be shared with the channel', () => {
  it.each([
    ['status registry', 'status prod-us-east-1/registry'],
    ['runs', 'runs'],
    ['runs --live', 'runs --live'],
    ['runs registry', 'runs prod-us-east-1/registry'],
  ])('"%s" is, by the words "%s"', async (text, share) => {
    expect(await bot().answer(text)).toMatchObject({ share });
  });

  it.each(['help', 'restart registry', 'cancel 1042', 'status nothing'])('"%s" is not', async (text) => {
    expect(await bot().answer(text)).not.toHaveProperty('share');
  });
});

import { randomUUID } from 'node:crypto';
import { ulid } from 'ulid';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { systemClock } from '../../../src/domain/clock.ts';
import { homeFacts } from '../../../src/domain/home/home-facts.ts';
import { StepId } from '../../../src/domain/ids.ts';
import type { RunReader } from '../../../src/domain/ports/run-reader.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { ok } from '../../../src/domain/result.ts';
import { hearHome } from '../../../src/handlers/listeners/home.ts';
import { seals } from '../../../src/handlers/modal/seals.ts';
import { sha256 } from '../../../src/jobs/audit/sealed.ts';
import { redisHolds } from '../../../src/jobs/ledger/holds.ts';
import { redisHomeViewers } from '../../../src/jobs/ledger/home-viewers.ts';
import { runIntake } from '../../../src/jobs/ledger/intake.ts';
import { redisLease, redisNotices } from '../../../src/jobs/ledger/notices.ts';
import { runReader } from '../../../src/jobs/ledger/reader.ts';
import { runSignals } from '../../../src/jobs/ledger/signals.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import { personalCalls } from '../../../src/slack/calls.ts';
import { slackDirectory } from '../../../src/slack/directory.ts';
import { startHomeKeeper } from '../../../src/slack/home/home-keeper.ts';
import type { HomeTimes } from '../../../src/slack/home/home-turn.ts';
import { letting, noGroups } from '../../support/access.ts';
import { noGates } from '../../support/gates.ts';
import { memoryLiftRequests } from '../../support/lift-requests.ts';
import { noReviews } from '../../support/reviews.ts';
import { steadyReads } from '../../support/service-reads.ts';
import { testStore } from '../../support/store.ts';
import { readable } from '../../support/story.ts';
import { aSnapshot, registry, restartRequest } from '../../support/values.ts';
import { memoryAudit } from '../audit/memory-audit.ts';
import { memoryHistory } from '../history/memory-history.ts';
import { memoryPasses } from '../passes/memory-passes.ts';
import { startBoltApp } from '../slack/bolt-app.ts';
import { clientOf, GUEST, OPERATOR, OPS, startWorkspace } from '../slack/workspace.ts';

const TEAM = 'T0TEAM';
export const COLLEAGUE = 'U0COLLEAGUE';
export const VISITOR = 'U0VISITOR';

/** As in production, but short. */
const TIMES: HomeTimes = {
  every: 50,
  callEvery: 10,
  retryFrom: 20,
  retryTo: 100,
  refusedEvery: 200,
  idle: 200,
};

const outcome = { kind: 'succeeded', summary: 'all is new' } as const;

/** A Slack with people, a Redis with runs, and one bot's edge that hears of the Home. */
export async function homeScene() {
  const { redis, keys, ledger, server } = testStore();
  const slack: SlackSandbox = await startWorkspace({
    users: [
      { id: OPERATOR, name: 'operator' },
      { id: COLLEAGUE, name: 'colleague' },
      { id: VISITOR, name: 'visitor', kind: 'guest' },
      { id: GUEST, name: 'guest', team: 'T0OTHER' },
    ],
  });
  const logged: string[] = [];
  const note = (_fields: unknown, message: string): void => void logged.push(message);
  const log = { info: note, warn: note, error: note };
  const safe = redactor({ secrets: [] });
  const client = clientOf(slack);
  const directory = slackDirectory(client, { team: TEAM, log, redactor: safe });
  const calls = personalCalls(client, safe);
  const access = letting([OPERATOR], { team: TEAM });
  const viewers = redisHomeViewers(redis, keys);
  const stored = runReader(redis, keys);
  const holds = redisHolds(redis, keys, { dedupe: 60_000, redactor: safe });
  const is = { storeAway: false };
  const away = () => Promise.reject(new Error('Redis is away'));
  const runs: RunReader = {
    ...stored,
    live: (limit) => (is.storeAway ? away() : stored.live(limit)),
    newest: (limit) => (is.storeAway ? away() : stored.newest(limit)),
  };
  const intake = runIntake({
    redis,
    keys,
    clock: systemClock,
    // A busy machine may be slow; what a person waits for is not under test here.
    limit: 60_000,
    dedupe: 60_000,
    retention: 600_000,
    redactor: safe,
    enqueue: async () => undefined,
    onFailure: (what) => logged.push(what),
  });
  const bolt = await startBoltApp(slack);
  hearHome(bolt.app, {
    intake,
    runs,
    signals: runSignals({ ledger, runs, clock: systemClock, wake: async () => undefined, people: [] }),
    audit: memoryAudit({ now: () => Date.now() }),
    holds,
    gates: noGates,
    passes: memoryPasses(systemClock),
    alarms: 'none',
    history: memoryHistory(),
    ecs: { describe: async () => ok(aSnapshot()) },
    reads: steadyReads(),
    operations: [restart.spec],
    memberships: noGroups,
    catalog: { services: [registry], channelStacks: new Map() },
    access,
    clock: systemClock,
    log,
    redactor: safe,
    sha256,
    reviews: noReviews,
    liftRequests: memoryLiftRequests(),
    newId: () => restartRequest(ulid()).id,
    clockSkew: 300_000,
    seals: seals('a token'),
    directory,
    slack: calls,
    viewers,
  });
  const keepers: { stop(): Promise<void> }[] = [];
  let services = 0;

  /** What somebody reads on their Home; undefined: nothing was ever published. */
  const home = (user: string): string | undefined => {
    const seen = slack.home(user);
    return seen && readable(seen.view);
  };
  /** The block and the element of the Home's button that says these words. */
  const button = (user: string, words: string) => {
    for (const block of slack.home(user)?.view.blocks ?? []) {
      const elements = block.type === 'actions' ? block.elements : [];
      const found = elements.find((one) => one.type === 'button' && one.value === words);
      if (found) return { blockId: block.block_id ?? '', actionId: found.action_id ?? '' };
    }
    return undefined;
  };

  return {
    slack,
    logged,
    is,
    viewers,
    holds,
    home,
    /** Resolves when somebody's Home says this. */
    says: (user: string, words: string) => slack.waitFor(() => home(user)?.includes(words)),
    button: (user: string, words: string) => button(user, words) !== undefined,
    /** Clicks the button of the Home that says these words, and reads the modal that answers. */
    async click(user: string, words: string): Promise<string> {
      const found = button(user, words);
      if (!found) throw new Error(`no button of ${user}'s Home says "${words}"`);
      const isConfirmed = words.startsWith('cancel') || words.includes('abandon') || words.includes('didnt');
      await slack.clickInView({ user, view: 'home', ...found, ...(isConfirmed ? { confirm: true } : {}) });
      const modal = await slack.waitFor(() => slack.modal(user).at(-1));
      await slack.closeModal({ user });
      return readable(modal.view);
    },
    /** How often a Home was published for somebody. */
    published: (user: string): number =>
      slack.record.filter(({ method, args }) => method === 'views.publish' && args['user_id'] === user)
        .length,
    /** Starts a bot's keeper of the Homes. */
    keeper(lease = 3_600_000) {
      const one = startHomeKeeper({
        viewers,
        facts: () => homeFacts(runs, () => holds.all()),
        lease: redisLease(redis, keys.lease('home'), randomUUID(), lease),
        directory,
        publish: calls.publishHome,
        access,
        memberships: noGroups,
        catalog: { services: [registry], channelStacks: new Map() },
        operations: [restart.spec],
        clock: systemClock,
        log,
        redactor: safe,
        times: TIMES,
        onFailure: (what) => logged.push(what),
        onChange: (listener) => redisNotices(redis, server.connect(), keys).onDue(listener),
      });
      keepers.push(one);
      return one;
    },
    /** Accepts a run and lets a worker claim it. */
    async run() {
      services += 1;
      const target = { ...registry, ecsService: `service-${services}` };
      const request = restartRequest(ulid(), { target, origin: { team: TEAM, channel: OPS } });
      const accepted = await intake.accept(request, request.id, []);
      if (accepted.kind !== 'accepted') throw new Error(`the run was not accepted: ${accepted.kind}`);
      const claim = await ledger.claim(request.id);
      if (claim.kind !== 'claimed') throw new Error(`the run was not claimed: ${claim.kind}`);
      const write = async (change: Omit<Parameters<typeof ledger.write>[2], 'due'>): Promise<void> => {
        const written = await ledger.write(request.id, claim.claim, { ...change, due: 'never' });
        if (written !== 'written') throw new Error(`the run was not written: ${written}`);
      };
      return {
        number: Number(accepted.number),
        remark: (remark: string) => write({ remark }),
        park: (question: string) =>
          write({
            state: {
              status: 'parked',
              parked: { step: StepId.parse('ask'), question, evidence: [] },
              since: systemClock.now(),
            },
          }),
        end: () => write({ state: { status: 'ended', outcome, at: systemClock.now() } }),
      };
    },
    async stop() {
      await Promise.all(keepers.map((one) => one.stop()));
      await bolt.stop();
      await slack.stop();
      await server.cleanup();
    },
  };
}

export { GUEST, OPERATOR };

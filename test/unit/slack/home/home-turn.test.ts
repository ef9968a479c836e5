import { describe, expect, it } from 'vitest';
import type { HomeFacts } from '../../../../src/domain/home/home-facts.ts';
import { RunNumber } from '../../../../src/domain/ids.ts';
import type { SlackFault } from '../../../../src/domain/ports/chat.ts';
import type { Person } from '../../../../src/domain/ports/directory.ts';
import type { HomeViewer, HomeViewers } from '../../../../src/domain/ports/home-viewers.ts';
import { UNKNOWN_DIGEST } from '../../../../src/domain/ports/notices.ts';
import { redactor } from '../../../../src/domain/redaction/redactor.ts';
import { err, ok } from '../../../../src/domain/result.ts';
import { restart } from '../../../../src/jobs/operations/restart.ts';
import { homeTurns } from '../../../../src/slack/home/home-turn.ts';
import { letting, noGroups } from '../../../support/access.ts';
import { readable } from '../../../support/story.ts';
import { aRun, OPERATOR, silent, TEAM } from '../../../support/values.ts';

const TIMES = {
  every: 3_000,
  callEvery: 1_000,
  retryFrom: 500,
  retryTo: 5_000,
  refusedEvery: 30_000,
  idle: 5_000,
};

/** Viewers as the store keeps them. */
function memoryViewers(now: () => number) {
  const known = new Map<string, HomeViewer>();
  const viewers: HomeViewers = {
    async opened(user) {
      const version = (known.get(user)?.version ?? 0) + 1;
      known.set(user, { user, version, digest: UNKNOWN_DIGEST, shownAt: 0 });
      return version;
    },
    all: async () => [...known.values()],
    async shown(user, version, digest) {
      const before = known.get(user);
      if (!before) return false;
      const mine = before.version === version;
      known.set(user, {
        user,
        version: before.version + 1,
        digest: mine ? digest : UNKNOWN_DIGEST,
        shownAt: now(),
      });
      return mine;
    },
    async forget(user) {
      known.delete(user);
    },
  };
  return { viewers, known };
}

/** A keeper on a clock of the test's; `published` is what reached Slack: who, and what they read first. */
function scene() {
  let now = 1_000_000;
  let running = 0;
  const { viewers, known } = memoryViewers(() => now);
  const published: string[] = [];
  const is = {
    holder: true,
    fault: undefined as SlackFault | undefined,
    person: { kind: 'member', team: TEAM } as Person | 'unknown',
    /** Happens while a publication is on its way. */
    meanwhile: async (): Promise<void> => undefined,
  };
  const facts = async (): Promise<HomeFacts> => ({
    awaiting: [],
    parked: [],
    running: Array.from({ length: running }, (_, i) =>
      aRun({ number: RunNumber.parse(i + 1), state: { status: 'running' } }),
    ),
    ended: [],
    holds: [],
    unread: 'none',
  });
  const turn = homeTurns({
    viewers,
    facts,
    lease: { hold: async () => is.holder, release: async () => undefined },
    directory: { person: async () => is.person },
    publish: async (user, view) => {
      await is.meanwhile();
      if (is.fault) return err(is.fault);
      published.push(`${user} ${readable(view).split('\n')[0]}`);
      return ok(undefined);
    },
    access: letting([OPERATOR], { team: TEAM }),
    memberships: noGroups,
    catalog: { services: [], channelStacks: new Map() },
    operations: [restart.spec],
    clock: { now: () => now },
    log: silent,
    redactor: redactor({ secrets: [] }),
    times: TIMES,
  });
  return {
    turn,
    viewers,
    known,
    published,
    is,
    /** So many runs are under way now. */
    runs: (count: number) => {
      running = count;
    },
    pass: (ms: number) => {
      now += ms;
    },
    /** What was published since this was asked last. */
    news: () => published.splice(0),
  };
}

const quietHome = 'Nothing runs';
const oneRuns = '*1* running';

describe('the keeper of the Homes', () => {
  it('publishes for those who opened theirs, once, and again only when something changed', async () => {
    const { turn, viewers, news, runs, pass } = scene();
    await viewers.opened(OPERATOR);
    await turn();
    expect(news()).toEqual([expect.stringContaining(quietHome)]);
    pass(60_000);
    await turn();
    expect(news()).toEqual([]);
    runs(1);
    await turn();
    expect(news()).toEqual([expect.stringContaining(oneRuns)]);
  });

  it('coalesces changes: each person at most once in a while, and then what is true by then', async () => {
    const { turn, viewers, news, runs, pass } = scene();
    await viewers.opened(OPERATOR);
    await turn();
    news();
    runs(1);
    pass(1_000);
    expect(await turn()).toBe(2_000);
    expect(news()).toEqual([]);
    runs(2);
    pass(2_000);
    await turn();
    expect(news()).toEqual([expect.stringContaining('*2* running')]);
  });

  it('never calls Slack more than 100 times in a minute, and brings everybody up to date nevertheless', async () => {
    const { turn, viewers, runs, pass, published, known } = scene();
    for (let i = 0; i < 50; i += 1) await viewers.opened(`U${i}`);
    for (let second = 0; second < 60; second += 1) {
      runs(second);
      await turn();
      pass(1_000);
    }
    expect(published.length).toBeLessThanOrEqual(100);
    expect(new Set(published.map((line) => line.split(' ')[0])).size).toBe(50);
    runs(7);
    for (let second = 0; second < 60; second += 1) {
      await turn();
      pass(1_000);
    }
    expect(new Set([...known.values()].map(({ digest }) => digest)).size).toBe(1);
    published.length = 0;
    await turn();
    expect(published).toEqual([]);
  });

  it('does nothing without the lease, and goes on where another has left off', async () => {
    const { turn, viewers, news, is } = scene();
    await viewers.opened(OPERATOR);
    is.holder = false;
    await turn();
    expect(news()).toEqual([]);
    is.holder = true;
    await turn();
    expect(news()).toHaveLength(1);
  });

  it('publishes again when somebody opens their Home while a publication is on its way: nobody knows which came last', async () => {
    const { turn, viewers, news, is, pass } = scene();
    await viewers.opened(OPERATOR);
    is.meanwhile = async () => {
      is.meanwhile = async () => undefined;
      await viewers.opened(OPERATOR);
    };
    await turn();
    pass(3_000);
    await turn();
    expect(news()).toHaveLength(2);
    pass(3_000);
    await turn();
    expect(news()).toEqual([]);
  });

  it('waits as long as Slack says when it limits', async () => {
    const { turn, viewers, news, is, pass } = scene();
    await viewers.opened(OPERATOR);
    is.fault = { kind: 'limited', after: 20_000 };
    await turn();
    is.fault = undefined;
    pass(19_999);
    expect(await turn()).toBe(1);
    expect(news()).toEqual([]);
    pass(1);
    await turn();
    expect(news()).toHaveLength(1);
  });

  it('tries an unclear answer again, in longer and longer intervals', async () => {
    const { turn, viewers, known, is, pass, news } = scene();
    await viewers.opened(OPERATOR);
    const tries: number[] = [];
    let at = 0;
    is.fault = { kind: 'unknown', detail: 'timeout' };
    is.meanwhile = async () => void tries.push(at);
    for (; at < 60_000; at += 100) {
      await turn();
      pass(100);
    }
    const gaps = tries.slice(1).map((time, i) => time - (tries[i] ?? 0));
    expect(gaps.slice(0, 3).every((gap) => gap >= TIMES.every)).toBe(true);
    expect(gaps.at(-1)).toBe(TIMES.retryTo);
    expect(known.get(OPERATOR)?.digest).toBe(UNKNOWN_DIGEST);
    is.fault = undefined;
    pass(TIMES.retryTo);
    await turn();
    expect(news()).toHaveLength(1);
  });

  it('leaves somebody alone whose Home Slack refuses, and serves the others', async () => {
    const { turn, viewers, news, is, pass } = scene();
    await viewers.opened('U1');
    is.fault = { kind: 'refused', error: 'not_enabled' };
    await turn();
    is.fault = undefined;
    await viewers.opened('U2');
    await turn();
    expect(news()).toEqual([expect.stringContaining('U2 ')]);
    pass(TIMES.refusedEvery);
    await turn();
    expect(news()).toEqual([expect.stringContaining('U1 ')]);
  });

  it('takes the Home away from somebody who is not served any more, and asks again where Slack does not say', async () => {
    const { turn, viewers, known, news, is } = scene();
    await viewers.opened(OPERATOR);
    is.person = 'unknown';
    await turn();
    expect(news()).toEqual([]);
    is.person = { kind: 'guest', team: TEAM };
    await turn();
    expect(news()).toEqual([expect.stringContaining('you are a guest')]);
    expect(known.size).toBe(0);
  });
});

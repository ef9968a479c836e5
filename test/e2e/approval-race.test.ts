import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Delivery, Outcome } from '../../sandbox/slack/delivery/deliver.ts';
import { RunNumber } from '../../src/domain/ids.ts';
import { auditReader } from '../../src/jobs/audit/redis-audit.ts';
import { keysOf } from '../../src/jobs/ledger/keys.ts';
import { runReader } from '../../src/jobs/ledger/reader.ts';
import { APPROVERS, approvalWorld } from '../support/approvals.ts';
import { readable, story } from '../support/story.ts';
import { undelivered } from '../support/undelivered.ts';
import { OPERATOR } from '../support/values.ts';
import { waitFor, within } from '../support/wait-for.ts';
import { type TestWorld, testWorld } from '../support/wheelhouse.ts';

/** Ten who may approve. */
const TEN = Array.from({ length: 10 }, (_, i) => `U0APPROVER${i}`);
/** So many runs meet their last moment. */
const ROUNDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
/** A form that was taken closes: the run's own message says the rest. */
const TAKEN = '{"response_action":"clear"}';
/** Of a request whose answer Slack no longer waited for. */
const GIVEN_UP: Outcome = 'timeout';
const LIMIT_MS = 12_000;

let world: TestWorld;
let person: ReturnType<typeof story>;
let people: ReturnType<typeof undelivered>;
let redis: Redis;

beforeAll(async () => {
  const options = approvalWorld(1, { approval: `${LIMIT_MS}ms` });
  const listed = [...TEN, OPERATOR];
  world = await testWorld({
    ...options,
    services: ROUNDS,
    members: TEN,
    groups: [{ id: APPROVERS, handle: 'approvers', name: 'Approvers', users: listed }],
    sections: {
      ...options.sections,
      roles: { approver: { groups: [APPROVERS], users: listed } },
      people: [],
    },
  });
  const [bot] = await Promise.all([world.start('bot'), world.start('worker')]);
  person = story(world);
  people = undelivered(world, bot);
  redis = new Redis(world.redis.url);
});
afterAll(async () => {
  redis.disconnect();
  await world.stop();
});

const rootOf = (number: number): string =>
  person
    .roots()
    .map(readable)
    .find((text) => text.includes(`#${number} `)) ?? '';
const rootReads = (number: number, pattern: RegExp): Promise<boolean> =>
  waitFor(() => pattern.test(rootOf(number)), {
    what: `#${number} to read ${String(pattern)}`,
    show: () => rootOf(number),
  });
const updates = (service: string): number =>
  world.ecs.calls('UpdateService').filter(({ input }) => JSON.stringify(input).includes(`-${service}"`))
    .length;

/** What the audit says of a run: who decided what, and how it ended. */
async function audited(number: number): Promise<string[]> {
  const lines = await auditReader(redis, keysOf(world.redis.keyspace)).from(1, 10_000);
  return lines.flatMap(({ entry, number: of }) => {
    const line = JSON.stringify(entry);
    const kind = /"kind":"(decision|end)"/.exec(line)?.[1];
    if (of !== number || kind === undefined) return [];
    const said =
      kind === 'decision' ? /"verdict":"([\w-]+)"/.exec(line) : /"outcome":\{"kind":"([\w-]+)"/.exec(line);
    return [`${kind} ${said?.[1]}`];
  });
}

describe('200 decisions at once, by ten people, by form, by word and by button', () => {
  const all: Delivery[] = [];
  let told: string[] = [];

  it('are one: in the audit, in the world, and in what the people were told', async () => {
    await person.ops('deploy registry --image v2');
    await rootReads(1, /needs an approval/);
    for (const user of TEN) {
      const form = await people.approval(user, 1);
      const word = await people.typed(user, 'reject 1');
      const click = await people.clicked(user, 1, 'Reject');
      all.push(...Array.from({ length: 10 }, () => form), ...Array.from({ length: 5 }, () => word));
      all.push(...Array.from({ length: 5 }, () => click));
    }
    expect(all).toHaveLength(200);
    // Nobody's requests come before everybody else's.
    const mixed = all.map((one, i) => ({ one, at: (i * 77) % all.length })).sort((a, b) => a.at - b.at);
    told = await within(Promise.all(mixed.map(({ one }) => people.deliver(one))), 'the answers');
    await rootReads(1, /done after|not started/);

    const [decision, end, ...more] = await audited(1);
    expect(more).toEqual([]);
    const isApproved = decision === 'decision approve';
    expect([decision, end]).toEqual(
      isApproved ? ['decision approve', 'end succeeded'] : ['decision reject', 'end rejected'],
    );
    expect(rootOf(1)).toMatch(isApproved ? /done after/ : /rejected it/);
    expect(updates('registry')).toBe(isApproved ? 1 : 0);
    const thread = await person.threadReads(/\*#1 /);
    expect(thread.filter((text) => /(Approved|Rejected) by/.test(text))).toHaveLength(1);
    expect(thread.filter((text) => /\*#1 /.test(text))).toHaveLength(1);
  });

  it('and everybody else was told that nothing of theirs was decided', async () => {
    // Where nobody listened, Slack itself said that a command failed.
    const whispers = () =>
      TEN.flatMap((user) => person.whispers(user)).filter((text) => !text.startsWith('/ops failed'));
    // Clicks are answered beside, a little later.
    await waitFor(() => told.filter((body) => body === '').length <= whispers().length, {
      what: 'the answers of clicks',
      show: () => [told.filter((body) => body === '').length, whispers().length],
    });
    const said = [...told, ...whispers()];
    const taken = said.filter((text) => text === TAKEN || text.includes('Rejected: #1'));
    const [decision] = await audited(1);
    // Slack gives up after three seconds: then the one that counted may be among those whose answer nobody heard.
    const toldOfTaking = taken.map((text) => text === TAKEN);
    if (!told.includes(GIVEN_UP)) expect(taken).not.toEqual([]);
    for (const isTold of toldOfTaking) expect(isTold).toBe(decision === 'decision approve');
    const others = said.filter((text) => text !== '' && text !== GIVEN_UP && !taken.includes(text));
    expect(others.length).toBeGreaterThan(150);
    for (const text of others) expect(text).toMatch(/doesn't wait for an approval|already/);
  });
});

describe('an approval in the very moment in which its time ends', () => {
  it('counts, and the run goes on, or doesn’t, and it ends: and the person is told which', async () => {
    const first = 2;
    await Promise.all(ROUNDS.map((name) => person.ops(`deploy ${name} --image v2`)));
    const runs = ROUNDS.map((_, i) => first + i);
    await Promise.all(runs.map((number) => rootReads(number, /needs an approval/)));
    const reader = runReader(redis, keysOf(world.redis.keyspace));
    const rounds: { number: number; form: Delivery; until: number }[] = [];
    const [approver = ''] = TEN;
    for (const number of runs) {
      const run = await reader.byNumber(RunNumber.parse(number));
      const until = run?.question?.approval?.until ?? 0;
      rounds.push({ number, form: await people.approval(approver, number), until });
    }
    // From early to late; what takes the bot some milliseconds decides those between.
    const aheads = [1_500, 60, 40, 25, 15, 5, 0, -60];
    const answers = await Promise.all(
      rounds.map(async ({ number, form, until }, i) => {
        await moment(until - (aheads[i] ?? 0));
        return { number, said: await people.deliver(form) };
      }),
    );
    await Promise.all(runs.map((number) => rootReads(number, /done after|expired/)));
    for (const { number, said } of answers) {
      const isDone = / done after/.test(rootOf(number));
      expect(said, rootOf(number)).toMatch(
        isDone ? TAKEN : /is over\. Nothing was decided|doesn't wait for an approval/,
      );
      expect(await audited(number)).toEqual(isDone ? ['decision approve', 'end succeeded'] : ['end expired']);
    }
    const [early] = answers;
    expect(early?.said).toBe(TAKEN);
    expect(answers.at(-1)?.said).not.toBe(TAKEN);
    const done = runs.filter((number) => / done after/.test(rootOf(number)));
    expect(ROUNDS.reduce((sum, name) => sum + updates(name), 0)).toBe(done.length);
  });
});

/** Resolves at a moment of the wall clock, and a little before where it has passed. */
const moment = (at: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, at - Date.now()));
  });

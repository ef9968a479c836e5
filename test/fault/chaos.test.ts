import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Role, WheelhouseProcess } from '../../sandbox/processes/wheelhouse-process.ts';
import { waitFor } from '../support/wait-for.ts';
import type { TestWorld } from '../support/wheelhouse.ts';
import { historyOf, runsTold, storyFaults, type ToldRun } from './chaos-oracle.ts';
import { effects, heldByNobody, openScene, type Scene } from './scene.ts';

const SEED = Number(process.env['CHAOS_SEED'] ?? randomInt(1, 2 ** 31));
const LASTS_MS = Number(process.env['CHAOS_MS'] ?? 60_000);
const KILL_EVERY_MS = 2_000;
const TYPE_EVERY_MS = 500;
const SETTLES_WITHIN_MS = 60_000;
/** The rest may find its service held, or no bot that lives. */
const RUNS_AT_LEAST = LASTS_MS / TYPE_EVERY_MS / 4;
/** All is told in one channel, several times faster than Slack would take it. The sandbox's Slack takes it. */
const QUICK_SLACK = { 'slack-post-every': '10ms', 'slack-call-every': '10ms' };

const SERVICES = ['registry', 'auth', ...Array.from({ length: 10 }, (_, i) => `service-${i + 1}`)];

/** Numbers from 0 to below 1 that the same seed gives again (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Three bots and three workers; whoever dies is replaced, and Slack's requests go to bots that live. */
function crew(world: TestWorld) {
  const living: WheelhouseProcess[] = [];
  const join = async (role: Role): Promise<void> => {
    living.push(await world.start(role));
  };
  return {
    join,
    async killOne(random: number): Promise<void> {
      const victim = living.splice(Math.floor(random * living.length), 1)[0];
      if (!victim) return;
      await victim.signal('SIGKILL');
      await join(victim.role);
    },
    /** Slack finds a living bot, the next one each time. */
    nextBot(turn: number): void {
      const bots = living.filter(({ role }) => role === 'bot');
      const bot = bots[turn % bots.length];
      if (bot) world.sandbox.slack.connect(`${bot.url}/slack/events`);
    },
  };
}

/** Types restarts of one service after the other until the time is over. */
async function typeUnderFire(
  { person }: Scene,
  nextBot: (turn: number) => void,
  until: number,
): Promise<void> {
  const typed: Promise<unknown>[] = [];
  for (let turn = 0; Date.now() < until; turn++) {
    nextBot(turn);
    typed.push(person.ops(`restart ${SERVICES[turn % SERVICES.length] ?? ''}`));
    await sleep(TYPE_EVERY_MS);
  }
  await Promise.all(typed);
}

it(`three bots, three workers, one killed every ${KILL_EVERY_MS / 1000} s under load (CHAOS_SEED=${SEED})`, {
  timeout: LASTS_MS + SETTLES_WITHIN_MS + 60_000,
}, async (test) => {
  const scene = await openScene(test, { services: SERVICES.slice(2), limits: QUICK_SLACK });
  const { world, person } = scene;
  const { join, killOne, nextBot } = crew(world);
  await Promise.all((['bot', 'worker'] as const).flatMap((role) => [join(role), join(role), join(role)]));

  const random = seeded(SEED);
  const until = Date.now() + LASTS_MS;
  const typing = typeUnderFire(scene, nextBot, until);
  let kills = 0;
  const deaths: Promise<void>[] = [];
  while (Date.now() < until - KILL_EVERY_MS) {
    await sleep(KILL_EVERY_MS);
    deaths.push(killOne(random()));
    kills += 1;
  }
  await Promise.all([typing, ...deaths]);
  nextBot(0);

  // Every run that was ever stored has ended and told it: nothing hangs.
  const accepted = person
    .whispers()
    .flatMap((text) => /Accepted as \*#(\d+)\*/.exec(text)?.[1] ?? [])
    .map(Number);
  // The thread may tell an end a moment before the root does.
  const isTold = ({ ends, root }: ToldRun): boolean => ends.includes(root);
  const runs = await waitFor(
    () => {
      const told = runsTold(person.roots());
      const isComplete = accepted.every((number) => told.some((run) => run.number === number));
      return isComplete && told.every(isTold) ? told : undefined;
    },
    {
      what: 'every run to end',
      timeoutMs: SETTLES_WITHIN_MS,
      show: () => runsTold(person.roots()).filter((run) => !isTold(run)),
    },
  );
  console.log(
    `chaos: seed ${SEED}, ${kills} killed, ${accepted.length} answered "accepted", ${runs.length} runs, ` +
      `${effects(scene).length} effects`,
  );

  expect(runs.length, 'runs under load').toBeGreaterThan(RUNS_AT_LEAST);

  // One end a run, told alike by its root and its thread; nothing else than these can come of a restart here.
  const { record } = world.sandbox.slack;
  const wrong = runs.filter(
    ({ ends, root }) => ends.length !== 1 || ends[0] !== root || (root !== 'done' && root !== 'not started'),
  );
  expect(
    wrong.map((run) => ({ ...run, history: historyOf(record, run.ts) })),
    'runs whose story is wrong',
  ).toEqual([]);

  // One root a run, and no number is missing: numbers are given with the run, in one script.
  expect(runs.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(runs.map((_, i) => i + 1));

  // ECS did for each service exactly as often as a run ended as done: none doubled, none missing.
  for (const name of SERVICES) {
    const asked = effects(scene).filter(({ input }) =>
      JSON.stringify(input).includes(`mcp-gateway-v2-${name}"`),
    );
    const done = runs.filter(({ target, root }) => target === `prod-us-east-1/${name}` && root === 'done');
    expect(asked, `UpdateService of ${name}`).toHaveLength(done.length);
  }

  expect(storyFaults(record), 'ends taken back').toEqual([]);

  // Nothing is held any more.
  for (const name of SERVICES) await heldByNobody(scene, name);
});

import { afterEach, expect, it } from 'vitest';
import { readable } from '../../support/story.ts';
import { waitFor } from '../../support/wait-for.ts';
import { channelNo, markOf, notifierScene } from './scene.ts';

/** One second of the test is most of a minute to Slack and to the notifier. */
const SPEED = 40;
const RUNS = 300;
const channels = Array.from({ length: 10 }, (_, n) => channelNo(n));

let scene: Awaited<ReturnType<typeof notifierScene>>;
afterEach(() => scene.stop());

const channelOf = (n: number): string => channels[n % channels.length] ?? '';
const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

it('tells hundreds of runs through an outage, within Slack’s limits: one root each, each event once', async () => {
  scene = await notifierScene({ speed: SPEED, channels });
  scene.bot();
  scene.bot();
  const runs = await Promise.all(range(RUNS).map((n) => scene.run(channelOf(n))));
  await waitFor(() => scene.slack.record.length > 50, { what: 'the first posts' });

  scene.slack.away(true);
  const leftAt = scene.clock.now();
  for (const remark of ['one', 'two', 'three']) {
    await Promise.all(runs.map((run) => run.remark(remark)));
  }
  await Promise.all(runs.map((run) => run.effect('ECS began.')));
  await Promise.all(runs.map((run) => run.end()));
  await waitFor(() => scene.clock.now() - leftAt > 60_000, { what: 'Slack to be away for a minute' });
  scene.slack.away(false);

  await waitFor(async () => (await scene.untold()) === 0, {
    what: 'everything to be told',
    timeoutMs: 180_000,
    show: () => scene.logged.slice(-3),
  });
  for (const { id } of runs) {
    const [root, ...more] = scene.rootsOf(id);
    expect(more).toEqual([]);
    expect(root && readable(root)).toContain('done after');
    expect(root?.thread.map(markOf)).toEqual([`${id}/0`, `${id}/1`]);
  }
  const answered = scene.slack.record.filter(({ answer }) => answer.kind === 'answered');
  const limited = answered.filter(({ answer }) => answer.kind === 'answered' && answer.status === 429);
  expect(limited.length).toBeLessThan(answered.length / 10);
  // What was true for a moment during the outage was never shown.
  const shown = answered.flatMap(({ args }) => (typeof args['text'] === 'string' ? [args['text']] : []));
  expect(shown.filter((text) => /(one|two|three) · since/.test(text))).toEqual([]);
}, 300_000);

it('lets first posts and ends overtake the edits of a hundred others', async () => {
  scene = await notifierScene({ speed: SPEED, channels, times: { editEvery: 10 } });
  scene.bot();
  const busy = await Promise.all(range(100).map((n) => scene.run(channelOf(n + 1))));
  const [quiet = ''] = channels;
  const ending = await scene.run(quiet);
  await waitFor(() => [...busy, ending].every(({ id }) => scene.rootsOf(id).length === 1), {
    what: 'the roots',
  });
  await Promise.all(busy.map((run) => run.remark('changed')));
  const before = scene.slack.record.length;
  await ending.end();
  const starting = await scene.run(quiet);

  await waitFor(() => readable(scene.rootsOf(ending.id)[0] ?? {}).includes('done after'), {
    what: 'the end',
  });
  await waitFor(() => scene.rootsOf(starting.id).length === 1, { what: 'the first post' });
  const calls = scene.slack.record.slice(before);
  const endedAt = calls.findIndex(
    ({ method, args }) => method === 'chat.update' && args['ts'] === scene.rootsOf(ending.id)[0]?.ts,
  );
  const waiting = busy.filter(({ id }) => !readable(scene.rootsOf(id)[0] ?? {}).includes('changed'));
  expect(waiting.length).toBeGreaterThan(50);
  expect(calls.slice(0, endedAt).filter(({ method }) => method === 'chat.update').length).toBeLessThan(10);

  await waitFor(async () => (await scene.untold()) === 0, { what: 'the edits', timeoutMs: 120_000 });
  for (const { id } of busy) expect(readable(scene.rootsOf(id)[0] ?? {})).toContain('changed');
}, 300_000);

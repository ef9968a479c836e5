import { expect, it } from 'vitest';
import type { RecordedCall } from '../../sandbox/slack/web-api/record.ts';
import type { RootMessage } from '../../sandbox/slack/workspace/message.ts';
import { readable } from '../support/story.ts';
import { waitFor } from '../support/wait-for.ts';
import { historyOf, runsTold, storyFaults } from './chaos-oracle.ts';
import { begin, effects, openTeam, REGISTRY, type Scene } from './scene.ts';

const AWAY_MS = 60_000;
/** When it is back Slack first refuses so many calls, and each time wants to be left alone for so long. */
const LIMITED = { times: 6, forS: 3 } as const;
/** Calls that are on their way when the first refusal comes are refused, too. */
const ON_THEIR_WAY_MS = 500;

/** Towards Slack all is as in production, and Slack is as strict as it says. But it is late after 30 s already. */
const WORLD = {
  rates: 'slack',
  services: ['frontend', 'metrics'],
  limits: {
    'slack-post-every': '1s',
    'slack-call-every': '1500ms',
    'edit-every': '2500ms',
    'notifier-lease': '10s',
    'late-after': '30s',
  },
} as const;

/** Waits, by asking as a person would, until a run is over. Its message can't say so while Slack is away. */
async function over({ person }: Scene, number: number): Promise<void> {
  await waitFor(
    async () => {
      await person.ops(`show ${number}`);
      return (
        person.whispers().at(-1)?.includes(`#${number}`) && /done after/.test(person.whispers().at(-1) ?? '')
      );
    },
    { what: `#${number} to be over`, show: () => person.whispers().at(-1) },
  );
}

/** For how long Slack wanted to be left alone; 0 where it took the call. */
const restOf = ({ answer }: RecordedCall): number =>
  answer.kind === 'answered' ? (answer.restS ?? 0) * 1000 : 0;
const isRefusal = (call: RecordedCall): boolean => restOf(call) > 0;

/** Calls that came again before Slack's Retry-After was over. */
const impatient = (record: readonly RecordedCall[]): RecordedCall[] =>
  record.filter((call) =>
    record.some(
      (refusal) =>
        isRefusal(refusal) &&
        refusal.method === call.method &&
        refusal.args['channel'] === call.args['channel'] &&
        call.at > refusal.at + ON_THEIR_WAY_MS &&
        call.at < refusal.at + restOf(refusal),
    ),
  );

const isLate = (message: Pick<RootMessage, 'text' | 'blocks'>): boolean =>
  readable(message).includes('told late');

it('Slack is away for a minute, and then limits: nothing is lost or doubled, and what is late says so', {
  timeout: 240_000,
}, async (test) => {
  const scene = await openTeam(test, WORLD);
  const { person, world } = scene;
  const { slack } = world.sandbox;

  // #1 begins before and ends while Slack is away; #2 begins and ends meanwhile.
  world.ecs.script(REGISTRY, { kind: 'stuck' });
  await begin(scene, 'restart registry');
  await person.rootReads(/0 of 2 new tasks/);
  slack.away(true);
  const awayAt = Date.now();
  world.ecs.script(REGISTRY, undefined);
  await person.ops('restart auth');
  expect(person.whispers().at(-1)).toContain('Accepted as *#2*');
  await over(scene, 1);
  await over(scene, 2);

  // #3 is typed shortly before Slack is back and ends before; #4 is under way when Slack is back.
  await waitFor(() => Date.now() - awayAt > AWAY_MS - 10_000, { what: 'fifty seconds', timeoutMs: AWAY_MS });
  await person.ops('restart frontend');
  expect(person.whispers().at(-1)).toContain('Accepted as *#3*');
  await over(scene, 3);
  const metrics = { ...REGISTRY, service: 'mcp-gateway-v2-metrics' };
  world.ecs.script(metrics, { kind: 'stuck' });
  await person.ops('restart metrics');
  expect(person.whispers().at(-1)).toContain('Accepted as *#4*');
  await waitFor(() => Date.now() - awayAt > AWAY_MS, { what: 'a minute', timeoutMs: AWAY_MS });
  const heard = slack.record.filter(({ at }) => at > awayAt);
  expect(heard, 'what Slack heard while it was away').toEqual([]);
  expect(person.roots()).toHaveLength(1);

  slack.faults.next('*', { kind: 'rate-limited', retryAfterS: LIMITED.forS }, LIMITED.times);
  slack.away(false);
  await person.rootReads(/#4 restart prod-us-east-1\/metrics\* /);
  world.ecs.script(metrics, undefined);
  await slack.waitFor(() => {
    const runs = runsTold(person.roots());
    return runs.length === 4 && runs.every(({ ends, root }) => ends.length > 0 && root === 'done');
  });

  const roots = person.roots();
  const runs = runsTold(roots);
  const history = runs.flatMap(({ ts }) => historyOf(slack.record, ts)).join('\n');
  expect(runs.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  for (const { ends } of runs) expect(ends, history).toEqual(['done']);
  for (const { thread } of roots) {
    const texts = thread.map(readable);
    expect(new Set(texts).size, texts.join('\n')).toBe(2);
    expect(texts).toHaveLength(2);
  }
  expect(effects(scene)).toHaveLength(4);
  expect(storyFaults(slack.record)).toEqual([]);

  // #1's root stood there in time, its end came late; all of #2 came late; nothing of #3 and #4 did.
  const told = runs.map(({ number, ts }) => {
    const root = roots.find((one) => one.ts === ts);
    return [number, root && isLate(root), root?.thread.map(isLate)];
  });
  expect(told.toSorted()).toEqual([
    [1, false, [false, true]],
    [2, true, [true, true]],
    [3, false, [false, false]],
    [4, false, [false, false]],
  ]);

  expect(slack.record.filter(isRefusal).length).toBeGreaterThanOrEqual(LIMITED.times);
  expect(impatient(slack.record)).toEqual([]);
});

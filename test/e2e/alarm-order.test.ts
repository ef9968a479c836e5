import { expect, it } from 'vitest';
import { readable } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { waitFor } from '../support/wait-for.ts';
import { ALERTS, alarmScene, CPU, labels } from './alarm-scene.ts';

/** The alarm rings for as long as a person would notice in its message. */
const RINGS_MS = 1_100;

it('an OK that SNS brings before its ALARM: the alarm is told as over, with how long it rang, and never as ringing', async (test) => {
  // Nobody looks at CloudWatch while this lasts: what is told rests on SNS alone.
  const { world, alarm, seen, roots, slack } = await alarmScene(test, {
    limits: { 'alarm-look-every': '1h', 'alarm-facts-every': '1h' },
  });
  const { board } = world.sandbox.cloudwatch(registry.account);
  const cpu = board.in(registry.region).find(({ name }) => name === CPU);
  if (!cpu) throw new Error(`there is no alarm ${CPU}`);
  await world.start('bot');
  board.put({ ...cpu, actions: { ...cpu.actions, OK: cpu.actions.ALARM } });

  const { troubles } = world.sandbox.sns(registry.account);
  const release = troubles.hold();
  const began = Date.now();
  alarm(CPU, 'ALARM');
  await waitFor(() => Date.now() > began + RINGS_MS, { what: 'the alarm to have rung for a while' });
  alarm(CPU, 'OK');
  const again = troubles.twice();
  release();

  const root = await seen(ALERTS, /\*A1 registry cpu-high\*.*over after/);
  expect(readable(root)).toMatch(/over after 1 s/);
  expect(labels(root)).toEqual([]);
  expect(root.thread).toEqual([]);
  again();

  // From then on it is told as always, in the same incident.
  alarm(CPU, 'ALARM');
  await seen(ALERTS, /\*A1 registry cpu-high\*.*again, 2nd time/);
  alarm(CPU, 'OK');
  await slack.waitFor(() => roots(ALERTS).some((one) => /rang 2 times/.test(readable(one))));
  expect(roots(ALERTS)).toHaveLength(1);
});

import { afterEach, describe, expect, it } from 'vitest';
import type { Incident } from '../../../src/domain/alarm/incident.ts';
import { anAlarm, anIncident, changed, overAt } from '../../support/incidents.ts';
import { readable } from '../../support/story.ts';
import { waitFor } from '../../support/wait-for.ts';
import { channelNo, notifierScene, OPS } from './scene.ts';

/** A real bot's budget empties in seconds: faster clocks would leave the machine's own slowness in what is measured. */
const SPEED = 2;
const channels = Array.from({ length: 6 }, (_, n) => channelNo(n));
const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
const channelOf = (n: number): string => channels[n % channels.length] ?? '';
/** What the promise is: from the moment it is stored to the moment at which Slack has it. */
const PROMISE_MS = 5_000;

let scene: Awaited<ReturnType<typeof notifierScene>>;
afterEach(() => scene.stop());

const postedAt = (incident: Incident): number =>
  Number(scene.rootsOf(incident.id)[0]?.ts ?? Number.NaN) * 1000;
const isWithin = (ts: string, from: number, to: number): boolean =>
  Number(ts) * 1000 > from && Number(ts) * 1000 < to;
const edits = (): number => scene.slack.record.filter(({ method }) => method === 'chat.update').length;
const reads = (incident: Incident): string => readable(scene.rootsOf(incident.id)[0] ?? {});

describe('an alarm', () => {
  it('is posted within 5 s though forty runs wait to be told, in the very channel where they do', async () => {
    scene = await notifierScene({ speed: SPEED });
    scene.bot();
    const runs = await Promise.all(range(40).map(() => scene.run(OPS)));
    await Promise.all(runs.map((run) => run.effect('ECS began.')));
    await waitFor(() => scene.slack.record.length > 8, {
      what: 'Slack’s budget to be used up',
    });

    const at = scene.clock.now();
    const rung = range(3).map(() => anIncident(at, { channel: OPS }));
    for (const incident of rung) scene.incidents.write(incident);
    await waitFor(() => rung.every((incident) => scene.rootsOf(incident.id).length === 1), {
      what: 'the alarms',
    });

    const [, second = Number.NaN, last = Number.NaN] = rung.map(postedAt).sort((a, b) => a - b);
    // A channel takes one post a second: with the third, Slack's own limit may come in between.
    expect(second - at).toBeLessThan(PROMISE_MS);
    // Nothing came between but what was on its way already.
    const between = runs.filter(({ id }) => scene.rootsOf(id).some(({ ts }) => isWithin(ts, at, last)));
    expect(between.length).toBeLessThanOrEqual(1);
    expect(await scene.untold()).toBeGreaterThan(20);
  });

  it('is told once by two bots, and closes in the same message', async () => {
    scene = await notifierScene();
    scene.bot();
    scene.bot();
    const incident = anIncident(scene.clock.now(), { channel: OPS });
    scene.incidents.write(incident);
    await waitFor(() => scene.rootsOf(incident.id).length === 1, { what: 'the alarm' });
    scene.incidents.write(overAt(incident, scene.clock.now()));
    await waitFor(() => reads(incident).includes('over after'), { what: 'its end' });
    await waitFor(() => scene.rootsOf(incident.id)[0]?.thread.length === 1, { what: 'its thread' });
    expect(scene.rootsOf(incident.id)).toHaveLength(1);
    await waitFor(() => scene.incidents.waiting() === 0, { what: 'nothing to be left' });
  });
});

describe('alarms that flap', () => {
  it('hold up no end of a run, nor do ends of runs hold up theirs', async () => {
    scene = await notifierScene({ speed: 20, channels });
    scene.bot();
    const start = scene.clock.now();
    let flapping = range(10).map((n) => anIncident(start, { channel: channelOf(n) }));
    for (const incident of flapping) scene.incidents.write(incident);
    const runs = await Promise.all(range(10).map((n) => scene.run(channelOf(n))));
    const ids = [...runs, ...flapping].map(({ id }) => id);
    await waitFor(() => ids.every((id) => scene.rootsOf(id).length === 1), {
      what: 'the roots',
    });

    let isFlapping = true;
    const flap = async (): Promise<void> => {
      for (let times = 2; isFlapping; times += 1) {
        const at = scene.clock.now();
        flapping = flapping.map((one) =>
          times % 2 === 0
            ? changed(one, {
                state: 'closed',
                closedAt: at,
                alarms: [anAlarm(start, { state: 'OK', at, times })],
              })
            : changed(one, { state: 'open', alarms: [anAlarm(start, { at, times })] }),
        );
        for (const incident of flapping) scene.incidents.write(incident);
        await waitFor(() => scene.clock.now() - at > 1_000, { what: 'a second to pass' });
      }
    };
    const flapped = flap();
    const before = edits();
    await Promise.all(runs.map((run) => run.end()));
    const told = (): boolean =>
      runs.every(({ id }) => readable(scene.rootsOf(id)[0] ?? {}).includes('done after'));
    await waitFor(told, { what: 'the ends of the runs' });
    const needed = edits() - before;
    isFlapping = false;
    await flapped;

    // Ten ends in ten messages, and as many alarms between them.
    expect(needed).toBeLessThan(30);
    const quiet = flapping.map((one) => overAt(one, scene.clock.now()));
    const loud = edits();
    for (const incident of quiet) scene.incidents.write(incident);
    await waitFor(() => scene.incidents.waiting() === 0, { what: 'the newest states' });
    for (const incident of quiet) expect(reads(incident)).toContain('over after');
    expect(edits() - loud).toBeLessThan(40);
  });
});

describe('a channel that the bot isn’t in', () => {
  it('is told of elsewhere', async () => {
    scene = await notifierScene({ fallback: OPS });
    scene.bot();
    const incident = anIncident(scene.clock.now(), { channel: 'C0QUIET' });
    scene.incidents.write(incident);
    await waitFor(() => scene.rootsOf(incident.id).length === 1, { what: 'the alarm' });
    expect(reads(incident)).toContain("told here because I can't post in <#C0QUIET>");
  });
});

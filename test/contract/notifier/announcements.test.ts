import { afterEach, describe, expect, it } from 'vitest';
import { IncidentNumber } from '../../../src/domain/alarm/incident.ts';
import { type Announcement, AnnouncementId } from '../../../src/domain/announcement/announcement.ts';
import { RunId } from '../../../src/domain/ids.ts';
import { readable } from '../../support/story.ts';
import { waitFor } from '../../support/wait-for.ts';
import { OPERATOR } from '../slack/workspace.ts';
import { channelNo, notifierScene, OPS, threadOf } from './scene.ts';

/** Waits that a test can see pass. */
const short = {
  lateAfter: 400,
  retryFrom: 20,
  retryTo: 100,
  refusedEvery: 100,
  editEvery: 10,
  postEvery: 20,
};
const OTHER = channelNo(1);

let scene: Awaited<ReturnType<typeof notifierScene>>;
afterEach(() => scene.stop());

const changed = (id: string, to: Announcement['to']): Announcement => ({
  id: AnnouncementId.parse(`policy-changed/${id}`),
  to,
  what: {
    kind: 'policy-changed',
    changes: [{ path: 'access.roles.approver.users', before: '["U1"]', after: '["U1","U2"]' }],
  },
});
const inChannels = (...channels: string[]): Announcement['to'] =>
  channels.map((channel) => ({ kind: 'channel', channel }));
const told = () => waitFor(async () => (await scene.unannounced()) === 0, { what: 'all to be told' });
const read = (channel: string): string[] => scene.slack.messages(channel).map(readable);
const isChange = /The policy has changed[\s\S]*approver\.users[\s\S]*added <@U2>/;

describe('an announcement', () => {
  it('is one message in each channel and to each person, however often it is announced', async () => {
    scene = await notifierScene({ channels: [OTHER], times: short });
    const announcement = changed('one', [...inChannels(OPS, OTHER), { kind: 'person', user: OPERATOR }]);
    await Promise.all([scene.announce(announcement), scene.announce(announcement)]);
    scene.bot();
    await told();
    await scene.announce(announcement);
    expect(await scene.unannounced()).toBe(0);
    for (const channel of [OPS, OTHER, `D${OPERATOR.slice(1)}`])
      expect(read(channel)).toEqual([expect.stringMatching(isChange)]);
  });

  it('is told once by two bots, of which one is told to stop in between', async () => {
    scene = await notifierScene({ channels: [OTHER], times: short });
    const first = scene.bot();
    scene.bot();
    for (const n of [1, 2, 3]) await scene.announce(changed(`${n}`, inChannels(OPS, OTHER)));
    await first.stop();
    await told();
    for (const channel of [OPS, OTHER]) expect(read(channel)).toHaveLength(3);
  });

  it('whose teller dies with the post at Slack is found by the next one, not repeated', async () => {
    scene = await notifierScene({ lease: 400, channels: [OTHER], times: short });
    const held = scene.slack.faults.hold('chat.postMessage', 'after');
    const dead = scene.bot();
    await scene.announce(changed('one', inChannels(OPS, OTHER)));
    await held.reached;
    // It stays where it is, in the middle of its post, and renews nothing: what a killed process does.
    const stopping = dead.stop();
    scene.bot();
    await waitFor(() => read(OTHER).length === 1, { what: 'the next bot to go on' });
    held.release();
    await Promise.all([told(), stopping]);
    expect(read(OPS)).toHaveLength(1);
    expect(read(OTHER)).toHaveLength(1);
  });

  it('waits while Slack is away for 20 s, then is told once, and says that it is late', async () => {
    scene = await notifierScene({ speed: 10, times: { ...short, lateAfter: 10_000, retryTo: 1000 } });
    scene.slack.away(true);
    scene.bot();
    await scene.announce(changed('one', inChannels(OPS)));
    const since = scene.clock.now();
    await waitFor(() => scene.clock.now() - since > 20_000, { what: '20 s to pass' });
    expect(await scene.unannounced()).toBe(1);
    scene.slack.away(false);
    await told();
    expect(read(OPS)).toEqual([expect.stringMatching(/The policy has changed[\s\S]*told late/)]);
  });

  it('reaches the others where one channel refuses it, and that one once somebody lets the bot in', async () => {
    scene = await notifierScene({ channels: [OTHER], times: short });
    scene.slack.remove(OPS);
    scene.bot();
    await scene.announce(changed('one', inChannels(OPS, OTHER)));
    await waitFor(() => scene.logged.some((line) => line.includes('tried again now and then')), {
      what: 'the log to say so',
    });
    expect(read(OTHER)).toHaveLength(1);
    scene.slack.invite(OPS);
    await told();
    expect([read(OPS).length, read(OTHER).length]).toEqual([1, 1]);
  });

  it('that nobody takes for a day is given up, and the log says so', async () => {
    scene = await notifierScene({ speed: 100_000, times: { ...short, refusedEvery: 1_000_000 } });
    scene.slack.remove(OPS);
    scene.bot();
    await scene.announce(changed('one', inChannels(OPS)));
    await told();
    expect(scene.logged.at(-1)).toContain('it is given up');
  });

  it('of a later build is left to that: it stays, and the others are told', async () => {
    scene = await notifierScene({ times: short });
    await scene.keepForLater('later-kind/one');
    await scene.announce(changed('one', inChannels(OPS)));
    scene.bot();
    await waitFor(() => read(OPS).length === 1, { what: 'the other' });
    await waitFor(async () => (await scene.unannounced()) === 1, { what: 'the other to be settled' });
    expect(scene.logged.some((line) => line.includes('can not be told'))).toBe(true);
  });
});

describe('an announcement in the thread of a run', () => {
  const inThread = (run: RunId): Announcement => ({
    id: AnnouncementId.parse(`alarm-after-deploy/01J00000000000000000000017/${run}`),
    to: [{ kind: 'run', run }],
    what: {
      kind: 'alarm-after-deploy',
      incident: IncidentNumber.parse(17),
      channel: OTHER,
      name: 'cpu-high',
      severity: 'critical',
      since: Date.UTC(2026, 10, 26, 3, 12),
      deployedAt: Date.UTC(2026, 10, 26, 3, 0),
    },
  });

  it('comes once the run has one, and only there, also when the run has ended', async () => {
    scene = await notifierScene({ channels: [OTHER], times: short });
    const run = await scene.run();
    await run.end();
    await Promise.all([scene.announce(inThread(run.id)), scene.announce(inThread(run.id))]);
    scene.bot();
    await told();
    const [root, ...others] = scene.slack.messages(OPS);
    const isNote = /A17 cpu-high[\s\S]*began to ring[\s\S]*12 min after this deployment began/;
    expect(threadOf(root).filter((text) => isNote.test(text))).toHaveLength(1);
    expect(others).toEqual([]);
    expect(read(OTHER)).toEqual([]);
  });

  it('of a run that is gone is told nobody', async () => {
    scene = await notifierScene({ channels: [OTHER], times: short });
    await scene.announce(inThread(RunId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV')));
    scene.bot();
    await told();
    expect(read(OPS)).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Incident } from '../../../src/domain/alarm/incident.ts';
import { incidentRoot } from '../../../src/views/alarm/incident-root.ts';
import { letting } from '../../support/access.ts';
import { incidentOf } from '../../support/alarms.ts';
import { enriched, withAlarm } from '../../support/enriched-incident.ts';
import { memoryAlarms } from '../../support/memory-alarms.ts';
import { steadyReads } from '../../support/service-reads.ts';
import { buttonsOf, readable } from '../../support/story.ts';
import { clientOf, OPERATOR, OPS } from '../slack/workspace.ts';
import { conversation } from './scene.ts';

const COLLEAGUE = 'U0COLLEAGUE';
const STRANGER = 'U0STRANGER';
const SHARED = 'C0SHARED';

/** A17, which CloudWatch says rings, so that its remedies are offered. */
const ringing = withAlarm(enriched(), { confirmed: { state: 'ALARM', at: Date.now() } });
const other: Incident = { ...incidentOf(undefined, 18), key: 'another', revision: 0 };

let world: Awaited<ReturnType<typeof conversation>>;
let alarms: Awaited<ReturnType<typeof memoryAlarms>>;
/** The incident that every message is said to tell of. */
let told: Incident | undefined;

beforeEach(async () => {
  told = ringing;
  world = await conversation({
    users: [OPERATOR, COLLEAGUE, STRANGER].map((id) => ({ id, name: id.toLowerCase() })),
    channels: [
      { id: OPS, name: 'ops', botIsMember: true },
      { id: SHARED, name: 'shared', botIsMember: true, sharedWith: ['T0OTHER'] },
    ],
  });
  alarms = await memoryAlarms({ now: () => Date.now() }, [ringing, other], { byThread: () => told });
  world.around.alarms = alarms.alarms;
  world.around.access = letting([OPERATOR, COLLEAGUE], { team: 'T0TEAM' });
  world.around.reads = steadyReads({
    alarms: {
      read: async (_place, names) => ({
        ok: true,
        value: new Map(names.map((name) => [name, { name, state: 'ALARM', since: 0, reason: '' }])),
      }),
    },
  });
});
afterEach(() => world.stop());

/** Posts the incident's own message, and clicks on it. */
async function message(channel = OPS) {
  const { text, blocks } = incidentRoot(ringing);
  const { ts } = await clientOf(world.slack).chat.postMessage({ channel, text, blocks });
  const buttons = buttonsOf(world.slack.messages(channel).at(-1));
  return (label: string, user = OPERATOR) => {
    const button = buttons.find((one) => one.label === label);
    if (!button || ts === undefined) throw new Error(`no button ${label}`);
    return world.slack.click({ user, channel, ts, actionId: button.actionId, confirm: true });
  };
}
const whispers = (user: string, channel = OPS): string[] =>
  world.slack.ephemerals(user, channel).map(readable);
const hears = (user: string, words: string, channel = OPS) =>
  world.slack.waitFor(() => whispers(user, channel).some((text) => text.includes(words)));
const now = async (): Promise<Incident | undefined> => alarms.incidents.read(ringing.id);

describe('an alarm’s message', () => {
  it('is acknowledged by its button, by whoever is first; the other reads whose it is', async () => {
    const click = await message();
    await click('Acknowledge');
    await hears(OPERATOR, 'You have *A17');
    await click('Acknowledge', COLLEAGUE);
    await hears(COLLEAGUE, `acknowledged already, by <@${OPERATOR}>`);
    expect(await now()).toMatchObject({ acknowledged: { by: { user: OPERATOR } } });
  });

  it('begins one run, however many click on its remedy at the same time', async () => {
    const click = await message();
    await Promise.all([click('Restart registry'), click('Restart registry', COLLEAGUE)]);
    await hears(OPERATOR, '#1042');
    await hears(COLLEAGUE, '#1042');
    expect(world.stored.size).toBe(1);
    const [first] = world.asked;
    expect((await now())?.mendings).toMatchObject([{ number: 1042, run: first?.request.id }]);
  });

  it.each(['Acknowledge', 'Restart registry'])(
    'whose "%s" is clicked by somebody who may not stays as it is; they are told, and the audit has it',
    async (label) => {
      const click = await message();
      await click(label, STRANGER);
      await hears(STRANGER, 'may');
      expect(await now()).toEqual({ ...ringing, revision: 1 });
      expect(world.stored.size).toBe(0);
      expect(world.audit.entries()).toMatchObject([
        { kind: 'request', actor: { user: STRANGER }, outcome: { kind: 'refused', why: 'not-in-role' } },
      ]);
    },
  );

  it.each(['Acknowledge', 'Restart registry'])(
    'that tells of another alarm than its "%s" means changes neither',
    async (label) => {
      told = other;
      const click = await message();
      await click(label);
      await hears(OPERATOR, 'This button means another alarm');
      expect(await now()).toEqual({ ...ringing, revision: 1 });
      expect(world.stored.size).toBe(0);
      expect(world.audit.entries()).toMatchObject([{ outcome: { kind: 'refused', why: 'other-alarm' } }]);
    },
  );

  it.each(['Acknowledge', 'Restart registry'])(
    'in a channel shared with others changes nothing by its "%s"',
    async (label) => {
      const click = await message(SHARED);
      await click(label);
      await world.slack.waitFor(() => world.audit.entries().length > 0);
      expect(world.audit.entries()).toMatchObject([{ outcome: { kind: 'refused' } }]);
      expect(await now()).toEqual({ ...ringing, revision: 1 });
      expect(world.stored.size).toBe(0);
    },
  );
});

describe('words about alarms', () => {
  it('that list them come with the button that shares them', async () => {
    await world.slack.command({ user: OPERATOR, channel: OPS, text: 'alarms' });
    const [list] = world.slack.ephemerals(OPERATOR, OPS);
    expect(readable(list ?? {})).toContain('A17');
    expect(buttonsOf(list).map(({ label }) => label)).toContain('Share');
  });

  it('in the thread of an alarm need no number', async () => {
    const root = await world.slack.say({ user: OPERATOR, channel: OPS, text: 'the alarm' });
    await world.slack.say({ user: OPERATOR, channel: OPS, threadTs: root.ts, text: '<@U0WHEEL> ack' });
    await hears(OPERATOR, 'You have *A17');
  });

  it('that silence are read by everybody, and end by their button', async () => {
    await world.slack.command({
      user: OPERATOR,
      channel: OPS,
      text: 'silence A17 --until 2h --reason "load test"',
    });
    const posted = await world.slack.waitFor(() => world.slack.messages(OPS).at(-1));
    expect(readable(posted)).toContain('load test');
    expect((await now())?.alarms[0]?.silencedUntil).toBeGreaterThan(Date.now());
    const [button] = buttonsOf(posted);
    told = undefined;
    await world.slack.click({
      user: COLLEAGUE,
      channel: OPS,
      ts: posted.ts,
      actionId: button?.actionId ?? '',
    });
    await world.slack.waitFor(async () => (await alarms.silences.all()).length === 0);
    expect((await now())?.alarms[0]?.silencedUntil).toBeUndefined();
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Incident, IncidentEvent } from '../../../src/domain/alarm/incident.ts';
import { minutes } from '../../../src/domain/clock.ts';
import { ok } from '../../../src/domain/result.ts';
import { tellIncident } from '../../../src/slack/tell-incident.ts';
import type { Telling } from '../../../src/slack/telling.ts';
import type { ChatMessage } from '../../../src/views/message.ts';
import { anAlarm, anIncident, changed, overAt } from '../../support/incidents.ts';
import { memoryIncidentNotices } from '../../support/memory-incident-notices.ts';
import { CHANNEL, silent } from '../../support/values.ts';
import { type FakeChat, fakeChat, refusing } from './fake-chat.ts';

const START = Date.UTC(2026, 10, 21, 3);
const by = { kind: 'slack', team: 'T', user: 'U0OPERATOR' } as const;
const acknowledged: IncidentEvent = { kind: 'acknowledged', at: START, by };

let clock: { at: number; now: () => number };
let chat: FakeChat;
let notices: ReturnType<typeof memoryIncidentNotices>;
beforeEach(() => {
  clock = { at: START, now: () => clock.at };
  chat = fakeChat(() => clock.now());
  notices = memoryIncidentNotices(clock);
});

/** Tells what was written, as long as it asks to be called again at once. */
async function tell(incident: Incident, fallback?: string): Promise<Telling> {
  notices.write(incident);
  const parts = {
    notices,
    chat,
    clock,
    log: silent,
    wait: () => 0,
    editEvery: 2500,
    lateAfter: 60_000,
    fallback,
  };
  for (let turn = 0; turn < 10; turn += 1) {
    const notice = await notices.read(incident.id);
    if (!notice) throw new Error('it is gone');
    const went = await tellIncident(parts, notice);
    if (went.kind !== 'later' || went.after > 0) return went;
  }
  throw new Error('it asks to be called again without end');
}

const roots = () => chat.posts.filter(({ thread }) => thread === undefined);
const texts = () => chat.posts.map(({ text }) => text);

describe("an incident's story", () => {
  it('is one root, edited, and each event once in its thread', async () => {
    const begun = anIncident(START);
    expect(await tell(begun)).toEqual({ kind: 'told' });
    clock.at += 5000;
    const taken = changed(begun, { acknowledged: { by, at: START }, events: [acknowledged] });
    expect(await tell(taken)).toEqual({ kind: 'told' });
    expect(await tell(taken)).toEqual({ kind: 'told' });
    expect(chat.posts.map(({ mark }) => mark)).toEqual([`${begun.id}/root`, `${begun.id}/0`]);
    expect(chat.edits).toBe(1);
    expect(texts()[0]).toContain('acknowledged by <@U0OPERATOR>');
    expect(notices.toldOf(begun.id)).toMatchObject({ events: 1, root: { status: 'open' } });
  });

  it('closes at once, though it was edited just now', async () => {
    const begun = anIncident(START);
    await tell(begun);
    expect(await tell(overAt(begun, START + 1))).toEqual({ kind: 'told' });
    expect(texts()[0]).toContain('over after');
  });

  it('shows what flaps the more seldom, the more often it does', async () => {
    const flapping = anIncident(START, { alarms: [anAlarm(START, { times: 8 })] });
    await tell(flapping);
    clock.at += 5000;
    expect(await tell(overAt(flapping, START + 1))).toEqual({ kind: 'later', after: 15_000 });
    clock.at += 15_000;
    expect((await tell(overAt(flapping, START + 1))).kind).toBe('told');
  });

  it('is told in the next channel where the bot isn’t in its own, and says so', async () => {
    chat.trouble = refusing({ [CHANNEL]: 'not_in_channel' });
    expect(await tell(anIncident(START), 'C0ALARMS')).toEqual({ kind: 'told' });
    expect(roots().map(({ channel }) => channel)).toEqual(['C0ALARMS']);
    expect(texts()[0]).toContain(`told here because I can't post in <#${CHANNEL}>: invite me there`);
  });

  it('waits where there is no other channel', async () => {
    chat.trouble = refusing({ [CHANNEL]: 'not_in_channel' });
    expect(await tell(anIncident(START))).toMatchObject({
      kind: 'failed',
      fault: { error: 'not_in_channel' },
    });
  });

  it('isn’t told to anybody while it is silenced from its beginning', async () => {
    expect(await tell(anIncident(START, { quiet: true }))).toEqual({ kind: 'told' });
    expect(chat.posts).toEqual([]);
  });

  it('says that it comes late', async () => {
    clock.at += minutes(5);
    await tell(anIncident(START, { events: [acknowledged] }));
    expect(texts()[0]).toContain('told late');
    expect(texts()[1]).toContain('told late');
  });
});

describe('a picture that Slack still works on', () => {
  const pictured = (begun: Incident): Incident =>
    changed(begun, { picture: { of: anAlarm(START).fingerprint, file: 'F1', at: clock.at } });

  /** A Slack that shows pictures from a moment on; answers how often one was offered. */
  function working(until: number): () => number {
    let offered = 0;
    const { edit } = chat;
    chat.edit = async (channel: string, ts: string, message: ChatMessage) => {
      const edited = await edit(channel, ts, message);
      if (message.passing !== 'picture') return edited;
      offered += 1;
      return edited.ok && clock.at < until ? ok('for-now') : edited;
    };
    return () => offered;
  }

  it('is left out for now and tried again until it is there; the message isn’t lost meanwhile', async () => {
    const begun = anIncident(START);
    await tell(begun);
    clock.at += 5000;
    const offered = working(clock.at + 6000);
    const one = pictured(begun);
    expect(await tell(one)).toEqual({ kind: 'later', after: 2000 });
    for (let i = 0; i < 5; i += 1) {
      clock.at += 2500;
      if ((await tell(one)).kind === 'told') break;
    }
    expect(await tell(one)).toEqual({ kind: 'told' });
    expect(offered()).toBe(4);
    expect(roots()).toHaveLength(1);
  });

  it('is not tried for ever: after a minute only when something changes', async () => {
    const begun = anIncident(START);
    await tell(begun);
    const one = pictured(begun);
    clock.at += minutes(1);
    const offered = working(Number.POSITIVE_INFINITY);
    expect(await tell(one)).toEqual({ kind: 'told' });
    clock.at += 5000;
    expect(await tell(one)).toEqual({ kind: 'told' });
    expect(offered()).toBe(1);
    await tell(changed(one, { acknowledged: { by, at: START } }));
    expect(offered()).toBe(2);
  });
});

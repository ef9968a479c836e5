import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Incident } from '../../../src/domain/alarm/incident.ts';
import { hours, minutes } from '../../../src/domain/clock.ts';
import type { AccessPolicy } from '../../../src/domain/people/access.ts';
import { seals } from '../../../src/handlers/modal/seals.ts';
import { incidentRoot } from '../../../src/views/alarm/incident-root.ts';
import { letting } from '../../support/access.ts';
import { heardOf, incidentOf, NIGHT, reportOf } from '../../support/alarms.ts';
import { enriched } from '../../support/enriched-incident.ts';
import { memoryAlarms } from '../../support/memory-alarms.ts';
import { buttonsOf, readable } from '../../support/story.ts';
import { BOT, clientOf, OPERATOR, OPS, PRIVATE_TO_BOT } from '../slack/workspace.ts';
import { conversation } from './scene.ts';

/** A17 of the production stack's registry. */
const ringing = enriched();
/** An alarm that no stack has. */
const stray: Incident = {
  ...incidentOf(
    heardOf(reportOf('ALARM', NIGHT, { name: 'stray-disk' }), {
      service: undefined,
      stack: undefined,
      environment: undefined,
    }),
    18,
  ),
  revision: 0,
};

let world: Awaited<ReturnType<typeof conversation>>;
let alarms: Awaited<ReturnType<typeof memoryAlarms>>;
/** While it is so, no silence can be stored. */
let isAway: boolean;

beforeEach(async () => {
  isAway = false;
  world = await conversation();
  alarms = await memoryAlarms({ now: () => Date.now() }, [ringing, stray], {
    byThread: () => ringing,
  });
  const { silences } = alarms.alarms;
  world.around.alarms = {
    ...alarms.alarms,
    silences: {
      ...silences,
      place: async (...silence) => {
        if (isAway) throw new Error('the store is away');
        return silences.place(...silence);
      },
    },
  };
});
afterEach(() => world.stop());

const ops = (text: string, channel = OPS) => world.slack.command({ user: OPERATOR, channel, text });
const fill = (values: Record<string, string>) => world.slack.fill({ user: OPERATOR, values });
const errors = () => world.seen.modal()?.errors ?? {};
const standing = () => alarms.silences.all();

/** What the menu shows to somebody who types that. */
const look = async (typed: string): Promise<string[]> => {
  const actionId = 'suggest/silenceable';
  const offered = await world.slack.suggest({ user: OPERATOR, in: 'modal', actionId, typed });
  if (offered.kind !== 'offered') throw new Error(`nothing is offered: ${JSON.stringify(offered)}`);
  return offered.options.map(({ text }) => text.text);
};

const choose = async (typed: string, value: string) => {
  await look(typed);
  await fill({ target: value });
};

const submit = async () => {
  const submitted = await world.slack.submit({ user: OPERATOR });
  if (!submitted.sent) throw new Error(`not sent: ${JSON.stringify(submitted.errors)}`);
  expect(submitted.delivery.outcome).toBe('acked');
  return submitted.delivery;
};

/** Lets the operator silence in staging alone. */
const STAGING_ONLY: AccessPolicy = {
  ...letting([], { team: 'T0TEAM' }),
  roles: [{ name: 'crew', takes: 'either', groups: [], users: [OPERATOR] }],
  rules: [
    { role: 'crew', may: ['silence'], where: { kind: 'places', environments: ['staging'], stacks: [] } },
  ],
};

describe('`silence` alone', () => {
  it('opens a form; handed in it silences as the words would, and the channel reads who and why', async () => {
    expect(await ops('silence')).toMatchObject({ outcome: 'acked', body: '' });
    expect(await look('cpu')).toEqual(['A17 registry cpu-high (warning, prod-us-east-1)']);
    await choose('cpu', 'A17');
    await fill({ 'field/until': '30m', 'field/reason': 'load test' });
    const before = Date.now();
    const handed = await submit();
    expect(world.seen.modal()).toBeUndefined();
    const posted = await world.slack.waitFor(() => world.slack.messages(OPS).at(-1));
    expect(readable(posted)).toMatch(new RegExp(`silenced until .* by <@${OPERATOR}>: “load test”`));
    expect(buttonsOf(posted).map(({ label }) => label)).toEqual(['End the silence']);
    const [silence, ...others] = await standing();
    expect(silence).toMatchObject({
      scope: { kind: 'alarm' },
      reason: 'load test',
      channel: OPS,
      by: { user: OPERATOR },
    });
    expect(Math.abs((silence?.until ?? 0) - before - minutes(30))).toBeLessThan(minutes(1));
    expect(others).toEqual([]);
    expect((await alarms.incidents.read(ringing.id))?.alarms[0]?.silencedUntil).toBe(silence?.until);
    const again = await world.slack.redeliver(handed);
    expect(again.body).toContain('carried out already');
    expect(await standing()).toHaveLength(1);
    expect(alarms.written()).toHaveLength(1);
  });

  it('offers what rings, the worst first, then whole stacks and services, the channel’s own first', async () => {
    await ops('silence');
    expect((await look('')).slice(0, 4)).toEqual([
      'A18 stray-disk (warning)',
      'A17 registry cpu-high (warning, prod-us-east-1)',
      'staging-us-east-1 (whole stack, staging)',
      'prod-us-east-1 (whole stack, production)',
    ]);
    expect((await look('auth')).at(0)).toBe('staging-us-east-1/auth-server (staging)');
  });

  it('offers only what the person may silence, and takes nothing else', async () => {
    world.around.access = STAGING_ONLY;
    await ops('silence A17');
    expect(await look('')).toEqual([
      'staging-us-east-1 (whole stack, staging)',
      'staging-us-east-1/registry (staging)',
      'staging-us-east-1/registry-ui (staging)',
      'staging-us-east-1/auth-server (staging)',
    ]);
    await fill({ 'field/reason': 'load test' });
    await submit();
    expect(errors()['target']).toMatch(/may silence in prod-us-east-1/);
    expect(await standing()).toEqual([]);
    expect(world.audit.entries()).toMatchObject([
      {
        kind: 'request',
        asked: { words: 'silence A17 --until 2h --reason "load test"' },
        outcome: { kind: 'refused' },
      },
    ]);
    await choose('registry', 'staging-us-east-1/registry');
    await submit();
    expect(await standing()).toMatchObject([
      { scope: { kind: 'service', name: 'staging-us-east-1/registry' } },
    ]);
  });

  it('can be looked at the next day, as words can', async () => {
    const { access } = world.around;
    world.around.access = {
      ...access,
      reviews: [
        { changes: ['silence'], where: { kind: 'places', environments: ['production'], stacks: [] } },
      ],
    };
    await ops('silence A17');
    await fill({ 'field/reason': 'load test' });
    await submit();
    expect(await alarms.reviews.open()).toMatchObject([
      { kind: 'silenced', subject: { kind: 'incident' }, by: { user: OPERATOR }, reason: 'load test' },
    ]);
  });

  it('is opened by the button of an alarm’s message with that alarm chosen, and told in its thread', async () => {
    const { text, blocks } = incidentRoot(ringing);
    const { ts = '' } = await clientOf(world.slack).chat.postMessage({ channel: OPS, text, blocks });
    const root = world.slack.messages(OPS).at(-1);
    const button = buttonsOf(root).find(({ label }) => label === 'Silence');
    await world.slack.click({ user: OPERATOR, channel: OPS, ts, actionId: button?.actionId ?? '' });
    const form = await world.slack.waitFor(() => world.seen.modal());
    expect(form.values).toMatchObject({
      target: { 'suggest/silenceable': { selected_option: { value: 'A17' } } },
    });
    await fill({ 'field/reason': 'we know' });
    await submit();
    const [reply] = await world.slack.waitFor(() => {
      const thread = world.slack.messages(OPS).find((one) => one.ts === ts)?.thread ?? [];
      return thread.length > 0 ? thread : undefined;
    });
    expect(readable(reply ?? {})).toContain('we know');
    expect(await standing()).toMatchObject([{ scope: { kind: 'alarm' }, reason: 'we know' }]);
  });

  it('is offered by a button after a mention in the thread of an alarm, with that alarm chosen', async () => {
    const root = await world.slack.say({ user: OPERATOR, channel: OPS, text: 'the alarm' });
    await world.slack.say({ user: OPERATOR, channel: OPS, threadTs: root.ts, text: `<@${BOT}> silence` });
    const answer = await world.slack.waitFor(() => world.slack.ephemerals(OPERATOR, OPS).at(-1));
    expect(readable(answer)).toContain('Say what to silence, until when and why');
    const [button] = buttonsOf(answer);
    await world.slack.click({
      user: OPERATOR,
      channel: OPS,
      ts: answer.ts,
      actionId: button?.actionId ?? '',
    });
    const form = await world.slack.waitFor(() => world.seen.modal());
    expect(form.values).toMatchObject({
      target: { 'suggest/silenceable': { selected_option: { value: 'A17' } } },
    });
  });

  it('opens nothing for who may silence nowhere, nor where the bot isn’t', async () => {
    await ops('silence', PRIVATE_TO_BOT);
    expect(world.slack.ephemerals(OPERATOR, PRIVATE_TO_BOT).at(-1)?.text).toContain(
      "I'm not in this channel",
    );
    world.around.access = letting(['U0SOMEBODY'], { team: 'T0TEAM' });
    await ops('silence');
    expect(world.seen.whispers().at(-1)).toContain('may-start');
    expect(world.seen.modal()).toBeUndefined();
  });
});

describe('what is wrong in the form', () => {
  it('is said under its field, and all that was typed stays', async () => {
    await ops('silence A17');
    await fill({ 'field/other': 'after lunch', 'field/reason': 'load test' });
    await submit();
    expect(errors()['field/other']).toMatch(/time of day 18:00 or tomorrow 9:00/);
    await fill({ 'field/other': '8d' });
    await submit();
    expect(errors()['field/other']).toMatch(/7 d at most/);
    await fill({ 'field/other': '2020-01-01T08:00' });
    await submit();
    expect(errors()['field/other']).toMatch(/over already/);
    expect(world.seen.modal()?.values).toMatchObject({ 'field/reason': { text: { value: 'load test' } } });
    expect(await standing()).toEqual([]);
    await fill({ 'field/other': '3h' });
    await submit();
    const [silence] = await standing();
    expect(Math.abs((silence?.until ?? 0) - Date.now() - hours(3))).toBeLessThan(minutes(1));
  });

  it('is an alarm that isn’t there any more: its words say so where it was chosen', async () => {
    await ops('silence A17');
    await fill({ 'field/reason': 'load test' });
    const { incidents } = alarms.alarms;
    world.around.alarms = {
      ...alarms.alarms,
      incidents: { ...incidents, byNumber: async () => undefined },
    };
    await submit();
    expect(errors()['target']).toBe('There is no A17 to silence. Nothing was silenced: choose another.');
  });

  it('is a store that gives no answer: the form stays, and handed in again it is the same request', async () => {
    await ops('silence A17');
    await fill({ 'field/until': '30m', 'field/reason': 'load test' });
    isAway = true;
    await submit();
    expect(world.seen.modal()).toMatchObject({
      reads: expect.stringContaining('Not confirmed'),
      values: {
        target: { 'suggest/silenceable': { selected_option: { value: 'A17' } } },
        'field/until': { choice: { selected_option: { value: '30m' } } },
        'field/reason': { text: { value: 'load test' } },
      },
    });
    isAway = false;
    await submit();
    expect(world.seen.modal()).toBeUndefined();
    expect(await standing()).toHaveLength(1);
  });

  it('is who may no longer silence anything: nothing is left to hand in', async () => {
    await ops('silence A17');
    await fill({ 'field/reason': 'load test' });
    world.around.access = letting(['U0SOMEBODY'], { team: 'T0TEAM' });
    await submit();
    expect(world.seen.modal()).toMatchObject({
      reads: expect.stringContaining('may-start'),
      view: { submit: null },
    });
    expect(await standing()).toEqual([]);
  });

  it('is the bot that has left the channel', async () => {
    await ops('silence A17');
    await fill({ 'field/reason': 'load test' });
    world.slack.remove(OPS);
    await submit();
    expect(errors()['target']).toMatch(/I'm not in this channel/);
    expect(await standing()).toEqual([]);
  });
});

describe('a form of a silence that wasn’t handed out so', () => {
  const Payload = z.looseObject({ view: z.looseObject({}) });
  const ours = (openedAt: number) => JSON.stringify({ verb: 'silence', openedAt, channel: OPS });

  /** A real submission with other metadata: signed, as Slack would. */
  const forged = async (metadata: string) => {
    await ops('silence A17');
    await fill({ 'field/other': 'never', 'field/reason': 'load test' });
    const { request } = await submit();
    const payload = Payload.parse(JSON.parse(new URLSearchParams(request.body).get('payload') ?? ''));
    const state = JSON.parse(JSON.stringify(payload.view['state']).replaceAll('never', '2h'));
    Object.assign(payload.view, { private_metadata: metadata, state });
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    return world.slack.send({ headers: { ...request.headers, ...world.slack.sign(body) }, body });
  };
  const sealedFor = (user: string, text: string) =>
    seals('a token').seal(text, { kind: 'slack', team: 'T0TEAM', user });

  it.each([
    ['without a seal', () => ours(Date.now()), "I can't read this form"],
    ['sealed for somebody else', () => sealedFor('U0SOMEBODY', ours(Date.now())), "I can't read this form"],
    [
      'of another kind',
      () => sealedFor(OPERATOR, '{"operation":"restart","version":1}'),
      "I can't read this form",
    ],
    [
      'of more than an hour ago',
      () => sealedFor(OPERATOR, ours(Date.now() - hours(2))),
      'more than an hour ago',
    ],
  ])('%s silences nothing, and the audit has it', async (_what, metadata, said) => {
    expect((await forged(metadata())).body).toContain(said);
    expect(await standing()).toEqual([]);
    expect(world.audit.entries().at(-1)).toMatchObject({ kind: 'request', outcome: { kind: 'refused' } });
  });

  it('sealed for the person and young is taken: what was changed above is what was refused', async () => {
    await forged(sealedFor(OPERATOR, ours(Date.now())));
    expect(await standing()).toHaveLength(1);
  });
});

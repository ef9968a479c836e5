import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RunNumber } from '../../../src/domain/ids.ts';
import { targetName } from '../../../src/domain/target/service.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import { letting } from '../../support/access.ts';
import { aRun } from '../../support/values.ts';
import { BOT, GUEST, OPERATOR, OPS, PRIVATE_TO_BOT } from '../slack/workspace.ts';
import { catalog, conversation } from './scene.ts';

let world: Awaited<ReturnType<typeof conversation>>;

beforeEach(async () => {
  world = await conversation();
});
afterEach(() => world.stop());

const ops = (text: string, channel = OPS) => world.slack.command({ user: OPERATOR, channel, text });

/** The operator types in a menu; what it shows. */
const look = async (typed: string, actionId = 'suggest/service') => {
  const offered = await world.slack.suggest({ user: OPERATOR, in: 'modal', actionId, typed });
  if (offered.kind !== 'offered') throw new Error(`nothing is offered: ${JSON.stringify(offered)}`);
  return offered.options.map(({ text }) => text.text);
};

/** The operator finds a service, chooses it, and fills in the rest. */
const choose = async (service: string, values: Record<string, string | readonly string[]> = {}) => {
  await look(service);
  await world.slack.fill({ user: OPERATOR, values: { target: service, ...values } });
};

const submit = async () => {
  const submitted = await world.slack.submit({ user: OPERATOR });
  if (!submitted.sent) throw new Error(`not sent: ${JSON.stringify(submitted.errors)}`);
  expect(submitted.delivery.outcome).toBe('acked');
  return submitted.delivery;
};

/** What is changed of a submission. */
const Payload = z.looseObject({ user: z.looseObject({}), view: z.looseObject({}) });
type Payload = z.infer<typeof Payload>;

const REGISTRY = 'staging-us-east-1/registry';

describe('a verb without its target', () => {
  it('opens its form; what is chosen and typed there starts the run as words would', async () => {
    expect(await ops('restart')).toMatchObject({ outcome: 'acked', body: '' });
    expect(world.seen.modal()).toMatchObject({
      view: { title: { text: 'Restart' }, submit: { text: 'Restart' } },
      reads: expect.stringContaining(`The run reports in <#${OPS}>, under your name.`),
    });
    await choose(REGISTRY, { 'field/reason': 'memory leak', 'field/force': ['yes'] });
    const view = world.seen.modal()?.view.id;
    await submit();
    expect(world.seen.modal()).toBeUndefined();
    expect(world.seen.whispers()).toEqual([]);
    const [target] = catalog.services.filter((service) => targetName(service) === REGISTRY);
    expect(world.asked).toEqual([
      {
        key: `form/T0TEAM/${view}`,
        request: expect.objectContaining({
          operation: 'restart',
          input: { reason: 'memory leak', force: true, pin: false },
          reason: 'memory leak',
          target,
          actor: { kind: 'slack', team: 'T0TEAM', user: OPERATOR },
          origin: { team: 'T0TEAM', channel: OPS },
        }),
      },
    ]);
  });

  it('has what the words said already filled in', async () => {
    await ops('restart --force --reason “it’s stuck”');
    expect(world.seen.modal()?.values).toMatchObject({
      'field/reason': { text: { value: "it's stuck" } },
      'field/force': { ticks: { selected_options: [{ value: 'yes' }] } },
    });
  });

  it('says to type it again where Slack opens nothing any more', async () => {
    world.slack.faults.next('views.open', { kind: 'refused', error: 'expired_trigger_id' });
    await ops('restart --force');
    expect(world.seen.whispers().at(-1)).toMatch(/too long .* Type it again: `\/ops restart --force`/);
    world.slack.faults.next('views.open', { kind: 'reset', when: 'after' });
    await ops('restart');
    expect(world.seen.whispers().at(-1)).toMatch(/didn't say whether the form is open/);
    world.slack.faults.next('views.open', { kind: 'rate-limited', retryAfterS: 30 });
    await ops('restart');
    expect(world.seen.whispers().at(-1)).toMatch(
      /busy .* Wait a moment\. Type it again: `\/ops restart`, or .* `\/ops restart registry/,
    );
    expect(world.asked).toEqual([]);
  });

  it('opens no form where nothing may be started, or for whom nothing may', async () => {
    await ops('restart', PRIVATE_TO_BOT);
    expect(world.slack.ephemerals(OPERATOR, PRIVATE_TO_BOT).at(-1)?.text).toContain(
      "I'm not in this channel",
    );
    world.around.access = letting(['U0SOMEBODY'], { team: 'T0TEAM' });
    await ops('restart');
    expect(world.seen.whispers().at(-1)).toContain('may-start');
    expect(world.seen.modal()).toBeUndefined();
  });

  it('is answered with a button where Slack gives no trigger: it opens the form in the thread', async () => {
    const root = await world.slack.say({ user: OPERATOR, channel: OPS, text: 'the registry is slow' });
    await world.slack.say({
      user: OPERATOR,
      channel: OPS,
      text: `<@${BOT}> restart --force`,
      threadTs: root.ts,
    });
    const answer = await world.slack.waitFor(() => world.slack.ephemerals(OPERATOR, OPS).at(-1));
    expect(answer).toMatchObject({ threadTs: root.ts, text: expect.stringContaining('Say what to restart') });
    await world.slack.click({ user: OPERATOR, channel: OPS, ts: answer.ts, actionId: 'form/restart/0' });
    const form = await world.slack.waitFor(() => world.seen.modal());
    expect(form.values).toMatchObject({
      'field/force': { ticks: { selected_options: [{}] } },
    });
    await choose(REGISTRY);
    await submit();
    const told = await world.slack.waitFor(() => world.slack.ephemerals(OPERATOR, OPS).at(1));
    expect(told).toMatchObject({ threadTs: root.ts, text: expect.stringContaining('Accepted as *#1042*') });
  });
});

describe('typing in the menu', () => {
  it('shows the channel’s own stack first, with the environment, and finds by a part or a slip', async () => {
    await ops('restart');
    expect(await look('')).toHaveLength(9);
    expect((await look('')).slice(0, 4)).toEqual([
      'staging-us-east-1/registry (staging)',
      'staging-us-east-1/registry-ui (staging)',
      'staging-us-east-1/auth-server (staging)',
      'prod-us-east-1/registry (production)',
    ]);
    expect((await look('atuh'))[0]).toBe('staging-us-east-1/auth-server (staging)');
    expect(await look('eu auth')).toEqual(['prod-eu-west-1/auth-server (production)']);
    expect(await look('nothing of the sort')).toEqual([]);
  });

  it('suggests nothing to somebody who is not let in, and survives rubbish', async () => {
    const suggestion = (payload: object) => {
      const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded', ...world.slack.sign(body) };
      return world.slack.send({ headers, body });
    };
    const typing = {
      type: 'block_suggestion',
      action_id: 'suggest/service',
      block_id: 'target',
      value: 'reg',
    };
    const team = { id: 'T0TEAM', domain: 'wheelhouse' };
    const operator = { id: OPERATOR, team_id: 'T0TEAM' };
    expect(await suggestion({ ...typing, team, user: { id: GUEST, team_id: 'T0OTHER' } })).toMatchObject({
      outcome: 'acked',
      body: '{"options":[]}',
    });
    for (const view of [null, 7, { id: 'V1' }, { id: 'V1', private_metadata: '{', state: { values: 3 } }]) {
      const answered = await suggestion({ ...typing, team, user: operator, view });
      expect(JSON.parse(answered.body)).toMatchObject({
        options: expect.arrayContaining([expect.objectContaining({ value: 'prod-us-east-1/registry' })]),
      });
    }
    expect(await suggestion({ ...typing, action_id: 'suggest/weather', team, user: operator })).toMatchObject(
      {
        body: '{"options":[]}',
      },
    );
  });
});

describe('a form that cannot be taken as it is', () => {
  it('says in place what is wrong, and keeps what was typed', async () => {
    await ops('restart');
    await choose(REGISTRY, { 'field/reason': '   ' });
    await submit();
    expect(world.seen.modal()).toMatchObject({
      errors: { 'field/reason': 'Write something here.' },
      values: { target: { 'suggest/service': { selected_option: { value: REGISTRY } } } },
    });
    expect(world.asked).toEqual([]);
  });

  it('says which run holds the service, and starts it when that is over', async () => {
    await ops('restart');
    await choose(REGISTRY, { 'field/reason': 'leak' });
    world.around.answer = { kind: 'held', by: RunNumber.parse(9), operation: 'restart', stoppedBy: [] };
    await submit();
    expect(world.seen.modal()?.errors).toEqual({
      target: `#9 (restart) holds ${REGISTRY}. Nothing was started: submit this again when it is over.`,
    });
    world.around.answer = undefined;
    await submit();
    expect(world.seen.modal()).toBeUndefined();
    expect([...world.stored.values()]).toHaveLength(1);
  });

  it('says that it is not confirmed; handed in again it is the same request', async () => {
    await ops('restart');
    await choose(REGISTRY, { 'field/reason': 'leak' });
    world.around.answer = { kind: 'unconfirmed' };
    await submit();
    expect(world.seen.modal()).toMatchObject({
      reads: expect.stringMatching(/Not confirmed.*<#C0OPS>.*submit this again/s),
      values: { 'field/reason': { text: { value: 'leak' } } },
    });
    world.around.answer = undefined;
    await submit();
    expect(world.seen.modal()).toBeUndefined();
    expect(new Set(world.asked.map(({ key }) => key)).size).toBe(1);
  });

  it('starts one run, however often it is delivered; a second answer says so', async () => {
    await ops('restart');
    await choose(REGISTRY);
    const delivery = await submit();
    const again = await world.slack.redeliver(delivery);
    expect(again.body).toContain('already accepted as *#1042*');
    expect(world.asked.map(({ key }) => key)).toEqual([world.asked[0]?.key, world.asked[0]?.key]);
    expect(world.stored.size).toBe(1);
  });

  it('says at the target that the bot has left the channel; invited again it takes the form', async () => {
    await ops('restart');
    await choose(REGISTRY);
    world.slack.remove(OPS);
    await submit();
    expect(world.seen.modal()?.errors['target']).toMatch(/I'm not in this channel.*\/invite @wheelhouse/);
    expect(world.asked).toEqual([]);
    world.slack.invite(OPS);
    await submit();
    expect(world.stored.size).toBe(1);
  });

  it('says so where the person may not start anything any more, with nothing left to submit', async () => {
    await ops('restart');
    await choose(REGISTRY);
    world.around.access = letting(['U0SOMEBODY'], { team: 'T0TEAM' });
    await submit();
    expect(world.seen.modal()).toMatchObject({
      reads: expect.stringContaining('may-start'),
      view: { submit: null },
    });
    expect(world.asked).toEqual([]);
  });

  it('is shown again where the operation asks for other things now', async () => {
    await ops('restart');
    await choose(REGISTRY, { 'field/reason': 'leak' });
    world.around.operations = world.around.operations.map((spec) => ({ ...spec, version: 99 }));
    await submit();
    expect(world.seen.modal()).toMatchObject({
      reads: expect.stringContaining('has changed since you opened it'),
      values: {
        'field/reason': { text: { value: 'leak' } },
        target: { 'suggest/service': { selected_option: { value: REGISTRY } } },
      },
    });
    expect(world.asked).toEqual([]);
    await submit();
    expect(world.asked).toMatchObject([{ request: { version: 99, input: { reason: 'leak' } } }]);
  });

  it('is refused where the operation is gone', async () => {
    await ops('restart');
    await choose(REGISTRY);
    world.around.operations = [];
    await submit();
    expect(world.seen.modal()?.reads).toContain("I can't do restart any more");
  });
});

describe('a submission that nobody made in our form', () => {
  /** A real submission, changed on its way: signed, as Slack would. */
  const forged = async (change: (payload: Payload) => void, aheadS = 0) => {
    await ops('restart');
    await choose(REGISTRY);
    world.around.answer = { kind: 'held', by: RunNumber.parse(9), operation: 'restart', stoppedBy: [] };
    const { request } = await submit();
    world.around.answer = undefined;
    world.asked.length = 0;
    const payload = Payload.parse(JSON.parse(new URLSearchParams(request.body).get('payload') ?? ''));
    change(payload);
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const signed = world.slack.sign(body, Math.floor(Date.now() / 1000) + aheadS);
    return world.slack.send({ headers: { ...request.headers, ...signed }, body });
  };

  it.each([
    ['without our metadata', { private_metadata: '' }],
    ['with metadata of somebody else', { private_metadata: '{"pizza":"margherita"}' }],
    ['with no state', { state: null }],
    ['with a state that is none', { state: { values: 'all of them' } }],
  ])('%s is not read', async (_what, other) => {
    const answered = await forged(({ view }) => Object.assign(view, other));
    expect(answered).toMatchObject({
      outcome: 'acked',
      body: expect.stringContaining("I can't read this form"),
    });
    expect(world.asked).toEqual([]);
  });

  it('with a target that is none says so at the target', async () => {
    const answered = await forged(({ view }) =>
      Object.assign(view, {
        state: {
          values: { target: { x: { type: 'external_select', selected_option: { value: 'prod/nothing' } } } },
        },
      }),
    );
    expect(JSON.parse(answered.body)).toEqual({
      response_action: 'errors',
      errors: { target: "I don't know the service prod/nothing. Nothing was started: choose another." },
    });
  });

  it('of another workspace, or with a time that is not now, starts nothing', async () => {
    const foreign = await forged(({ user }) => Object.assign(user, { id: GUEST, team_id: 'T0OTHER' }));
    expect(foreign.body).toContain("this bot's own workspace");
    const early = await forged(() => undefined, 600);
    expect(early.body).toContain('too far from mine');
    expect(world.asked).toEqual([]);
  });
});

describe('the shortcut "Run an operation"', () => {
  const open = () => world.slack.shortcut({ user: OPERATOR, callbackId: 'ops_run' });

  it('asks which, then for its form, and where it is told; then says where to follow it', async () => {
    expect(await open()).toMatchObject({ outcome: 'acked' });
    await world.slack.waitFor(() => world.seen.modal());
    expect(world.seen.modal()?.values).toMatchObject({
      operation: { operation: { selected_option: { value: 'restart' } } },
    });
    await submit();
    expect(world.seen.modal()?.view.title?.text).toBe('Restart');
    await choose('prod-eu-west-1/registry', { place: PRIVATE_TO_BOT });
    await submit();
    expect(world.seen.modal()?.errors['place']).toMatch(/I'm not in this channel/);
    expect(world.asked).toEqual([]);
    await world.slack.fill({ user: OPERATOR, values: { place: OPS } });
    expect((await look(''))[0]).toBe('staging-us-east-1/registry (staging)');
    await submit();
    expect(world.asked).toMatchObject([{ request: { origin: { channel: OPS } } }]);
    expect(world.seen.modal()).toMatchObject({
      reads: 'Accepted as *#1042*: restart *prod-eu-west-1/registry*. Follow it in <#C0OPS>.',
      view: { submit: null },
    });
  });

  it('says why where the person may start nothing', async () => {
    world.around.access = letting(['U0SOMEBODY'], { team: 'T0TEAM' });
    await open();
    const shown = await world.slack.waitFor(() => world.seen.modal());
    expect(shown).toMatchObject({ reads: expect.stringContaining('may-start'), view: { submit: null } });
  });
});

describe('the shortcut "Act on this"', () => {
  const act = async (ts: string, channel = OPS) => {
    await world.slack.messageShortcut({ user: OPERATOR, callbackId: 'ops_on_message', channel, ts });
    return world.slack.waitFor(() => world.seen.modal());
  };
  const target = () => world.seen.modal()?.values['target']?.['suggest/service'];

  it('takes the service from an alarm’s words', async () => {
    const { ts } = await world.slack.say({
      user: OPERATOR,
      channel: OPS,
      text: 'ALARM: "mcp-gateway-v2-registry-ui-cpu" in eu-west-1, stack prod-eu-west-1',
    });
    await act(ts);
    await submit();
    expect(target()).toMatchObject({ selected_option: { value: 'prod-eu-west-1/registry-ui' } });
    await submit();
    expect(world.asked).toMatchObject([
      { request: { target: { stack: 'prod-eu-west-1', service: 'registry-ui' }, origin: { channel: OPS } } },
    ]);
    expect(world.seen.modal()).toBeUndefined();
  });

  it('takes the service from the run whose message it is', async () => {
    const [, , other] = catalog.services;
    if (!other) throw new Error('no service');
    const run = aRun();
    world.around.runOfMessages = { ...run, request: { ...run.request, target: other } };
    const { ts } = await world.slack.say({ user: OPERATOR, channel: OPS, text: '#1042 restart registry' });
    await act(ts);
    await submit();
    expect(target()).toMatchObject({ selected_option: { value: targetName(other) } });
  });

  it('chooses nothing where the message speaks of several services, or of none', async () => {
    for (const text of ['registry or auth-server?', 'good morning']) {
      const { ts } = await world.slack.say({ user: OPERATOR, channel: OPS, text });
      await act(ts);
      await submit();
      expect(target()).toMatchObject({ selected_option: null });
      await world.slack.closeModal({ user: OPERATOR });
    }
  });

  it('says to invite the bot where it could tell nothing', async () => {
    const { ts } = await world.slack.say({
      user: OPERATOR,
      channel: PRIVATE_TO_BOT,
      text: 'registry is slow',
    });
    expect((await act(ts, PRIVATE_TO_BOT)).reads).toMatch(/I'm not in this channel.*\/invite/s);
  });

  it('says so in the channel where it took too long to open', async () => {
    const { ts } = await world.slack.say({ user: OPERATOR, channel: OPS, text: 'registry is slow' });
    world.slack.faults.next('views.open', { kind: 'refused', error: 'expired_trigger_id' });
    await world.slack.messageShortcut({ user: OPERATOR, callbackId: 'ops_on_message', channel: OPS, ts });
    const said = await world.slack.waitFor(() => world.seen.whispers().at(-1));
    expect(said).toMatch(/took too long .* Choose the shortcut again/);
  });
});

describe('a form that asks for a deployment to go back to', () => {
  it('offers those that are remembered of the chosen service, and none before one is chosen', async () => {
    const input = z.object({ to: z.string().meta({ label: 'To', suggest: 'deployment' }) });
    world.around.operations = [{ ...restart.spec, name: 'back', input }];
    const [service] = catalog.services;
    if (!service) throw new Error('no service');
    for (const [n, letter] of ['a', 'b'].entries()) {
      await world.history.remember(service, {
        id: `ecs-svc/${n}`,
        taskDefinition: 'arn:task-definition/registry:7',
        images: [
          { container: service.container, image: 'registry:latest', digest: `sha256:${letter.repeat(64)}` },
        ],
        at: n,
        end: { kind: 'succeeded', at: n },
      });
    }
    await world.slack.command({ user: OPERATOR, channel: OPS, text: 'back' });
    await world.slack.waitFor(() => world.seen.modal());
    expect(await look('', 'suggest/deployment')).toEqual([]);
    await choose(targetName(service));
    expect(await look('', 'suggest/deployment')).toEqual([
      expect.stringMatching(/^aaaaaaaaaaaa latest \(\d+ d ago, last good, outside\)$/),
    ]);
  });
});

describe('a form button on the App Home', () => {
  it('opens the form, which asks where the run is told', async () => {
    await world.slack.openHome(OPERATOR);
    await world.slack.waitFor(() => world.slack.home(OPERATOR));
    await world.slack.clickInView({ user: OPERATOR, view: 'home', actionId: 'form/restart/0' });
    await world.slack.waitFor(() => world.seen.modal());
    await choose(REGISTRY, { place: OPS });
    await submit();
    expect(world.asked).toMatchObject([{ request: { origin: { channel: OPS } } }]);
  });
});

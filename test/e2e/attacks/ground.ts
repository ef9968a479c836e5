import { createServer } from 'node:http';
import type { Delivery } from '../../../sandbox/slack/delivery/deliver.ts';
import { buttonsOf, readable, story } from '../../support/story.ts';
import { CHANNEL, OPERATOR, registry, TEAM } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';
import { type TestWorldOptions, testWorld } from '../../support/wheelhouse.ts';
import type { Answered } from './attack.ts';
import { FORM, JSON_TYPE, post, type Sent } from './post.ts';

/** May do everything but `unlock` in the staging stack, and nothing in production. */
export const STAGER = 'U0STAGER';
/** May freeze in staging, and nothing else. */
export const FREEZER = 'U0FREEZER';
/** May retry everywhere, and nothing else. */
export const RETRIER = 'U0RETRIER';
export const ROBOT = 'U0ROBOT';
export const LEAVER = 'U0LEAVER';

const EVERYTHING = ['deploy', 'restart', 'scale', 'cancel', 'resume', 'retry', 'freeze', 'unfreeze', 'lock'];

/** The stack in which the stager may do things, and the service that Wheelhouse runs as. */
export const STAGE = 'stage';
export const SELF = 'self';

/** The world that is attacked: two stacks, people with little to say, and a service that is Wheelhouse itself. */
export const battlefield: TestWorldOptions = {
  services: [SELF],
  stacks: [
    {
      name: STAGE,
      environment: 'staging',
      account: registry.account,
      region: 'us-west-2',
    },
  ],
  people: [
    { id: STAGER, name: 'stager' },
    { id: FREEZER, name: 'freezer' },
    { id: RETRIER, name: 'retrier' },
    { id: ROBOT, name: 'robot', kind: 'bot' },
    { id: LEAVER, name: 'leaver', kind: 'deactivated' },
  ],
  sections: {
    access: {},
    roles: {
      boss: { users: [OPERATOR] },
      stager: { users: [STAGER] },
      freezer: { users: [FREEZER] },
      retrier: { users: [RETRIER] },
    },
    rules: [
      // Nobody at all may roll back.
      { role: 'boss', may: [...EVERYTHING, 'unlock'], in: 'all' },
      { role: 'stager', may: EVERYTHING, in: ['staging'] },
      { role: 'freezer', may: ['freeze'], in: ['staging'] },
      { role: 'retrier', may: ['retry'], in: 'all' },
    ],
    own: [
      {
        account: registry.account,
        region: registry.region,
        cluster: registry.cluster,
        service: `mcp-gateway-v2-${SELF}`,
      },
    ],
  },
};

type Fields = Readonly<Record<string, unknown>>;

/** A world without a past. */
type Bare = Awaited<ReturnType<typeof ground>>;

/** What rows attack with and at, and what has happened there before. */
export type Ground = Bare & { readonly prepared: Prepared };

/** A running bot and worker, and the attacker's means. */
export async function ground(options: TestWorldOptions = battlefield) {
  const world = await testWorld(options);
  const bot = await world.start('bot');
  const worker = await world.start('worker');
  const { slack } = world.sandbox;
  const person = story(world);
  const trap = await startTrap();
  const acting = new Set<string>();

  const send = (sent: Sent): Promise<Answered> => post(bot.url, sent);
  const signed = (body: string, type: Record<string, string>, aheadS = 0): Promise<Answered> => {
    const at = Math.floor(Date.now() / 1000) + aheadS;
    return send({ body, headers: { ...type, ...slack.sign(body, at) } });
  };
  const form = (fields: readonly (readonly [string, string])[], aheadS = 0): Promise<Answered> =>
    signed(
      new URLSearchParams(fields.map(([key, value]): [string, string] => [key, value])).toString(),
      FORM,
      aheadS,
    );
  const payload = (fields: Fields, aheadS = 0): Promise<Answered> =>
    form([['payload', JSON.stringify(fields)]], aheadS);

  /** The form of a real command of somebody, with a fresh trigger and a fresh address for answers. */
  async function commandForm(user = OPERATOR): Promise<Record<string, string>> {
    acting.add(user);
    const { request } = await slack.command({ user, channel: CHANNEL, text: 'help' });
    return Object.fromEntries(new URLSearchParams(request.body));
  }
  const head = (fields: Record<string, string>, user: string): Fields => ({
    user: { id: user, username: user, name: user, team_id: TEAM },
    api_app_id: 'A0SANDBOX',
    token: 'a token',
    team: { id: TEAM, domain: 'wheelhouse' },
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: fields['trigger_id'],
  });

  return {
    world,
    bot,
    worker,
    person,
    trap,
    /** Who has acted since this was cleared: they are answered. */
    acting,
    send,
    signed,
    form,
    payload,
    commandForm,
    /** A command as Slack would send it, with other fields. */
    async command(
      text: string,
      user = OPERATOR,
      over: Record<string, string> = {},
      aheadS = 0,
    ): Promise<Answered> {
      return form(Object.entries({ ...(await commandForm()), user_id: user, text, ...over }), aheadS);
    },
    /** A click on a button with these words, with other fields. `where` is the message that it is on. */
    async click(
      words: string | undefined,
      { user = OPERATOR, action, ts, over = {}, aheadS = 0 }: Clicked = {},
    ): Promise<Answered> {
      const fields = await commandForm(user);
      const where = ts ?? person.roots()[0]?.ts ?? '';
      return payload(
        {
          type: 'block_actions',
          ...head(fields, user),
          container: { type: 'message', message_ts: where, channel_id: CHANNEL, is_ephemeral: false },
          message: { type: 'message', ts: where, app_id: 'A0SANDBOX', bot_id: 'B0WHEEL' },
          channel: { id: CHANNEL, name: 'ops-prod' },
          response_url: fields['response_url'],
          actions: [
            {
              type: 'button',
              action_id: action ?? `say/${words?.split(' ', 1)[0]}/0`,
              block_id: 'b',
              action_ts: '1.1',
              ...(words === undefined ? {} : { value: words }),
            },
          ],
          ...over,
        },
        aheadS,
      );
    },
    /** A shortcut, a suggestion or whatever else of somebody. */
    async interaction(fields: Fields, user = OPERATOR): Promise<Answered> {
      const fresh = await commandForm(user);
      return payload({ ...head(fresh, user), response_url: fresh['response_url'], ...fields });
    },
    /** Opens the restart form for somebody, and hands it in changed. */
    async handIn(
      change: (view: FormView) => Fields,
      { user = OPERATOR, opener = user, over = {} }: HandedIn = {},
    ): Promise<Answered> {
      acting.add(opener);
      await person.ops('restart', opener);
      const view = await waitFor(() => slack.modal(opener).at(-1)?.view, { what: 'the form' });
      await slack.closeModal({ user: opener });
      const fields = await commandForm(user);
      return payload({
        type: 'view_submission',
        ...head(fields, user),
        view: { ...change({ ...view }) },
        response_urls: [],
        ...over,
      });
    },
    /** An event as Slack would send it, with other fields inside and outside. */
    event(inner: Fields, outer: Fields = {}, aheadS = 0): Promise<Answered> {
      const body = JSON.stringify({
        token: 'a token',
        team_id: TEAM,
        context_team_id: TEAM,
        api_app_id: 'A0SANDBOX',
        type: 'event_callback',
        event_id: `Ev${Math.random().toString(36).slice(2).toUpperCase()}`,
        event_time: Math.floor(Date.now() / 1000),
        authorizations: [{ team_id: TEAM, user_id: 'U0WHEEL', is_bot: true }],
        is_ext_shared_channel: false,
        event: { channel: CHANNEL, ts: `${Date.now() / 1000}`, event_ts: '1.1', team: TEAM, ...inner },
        ...outer,
      });
      return signed(body, JSON_TYPE, aheadS);
    },
    async stop() {
      await world.stop();
      await trap.stop();
    },
  };
}

/** What of a click isn't as usual. */
export interface Clicked {
  readonly user?: string;
  readonly action?: string;
  /** The message that was clicked on: the first run's, unless told. */
  readonly ts?: string;
  readonly over?: Fields;
  readonly aheadS?: number;
}

/** What of a handed in form isn't as usual. */
export interface HandedIn {
  readonly user?: string;
  /** Whom the form was opened for. */
  readonly opener?: string;
  readonly over?: Fields;
}

/** A modal as Slack hands it to its app. */
export interface FormView {
  readonly id: string;
  readonly private_metadata: string;
  readonly callback_id: string;
  readonly [field: string]: unknown;
}

/** A server that nobody should ever call: it isn't Slack's. */
async function startTrap() {
  let hits = 0;
  const server = createServer((_request, response) => {
    hits += 1;
    response.writeHead(200).end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the trap has no port');
  const { port } = address;
  return {
    port,
    url: `http://127.0.0.1:${port}/hook`,
    hits: () => hits,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** What is there before anybody attacks. */
export interface Prepared {
  /** A restart of the registry by words, done: #1. */
  readonly byWords: Delivery;
  /** Another by a form, done: #2. */
  readonly byForm: Delivery;
  /** An unfreeze of the staging stack, after which it was frozen again. */
  readonly unfreeze: Delivery;
}

/** Two runs that are done, one (#3) that goes on, a frozen stack, a locked service. */
export async function prepare({ world, person }: Bare): Promise<Prepared> {
  const { slack } = world.sandbox;
  const byWords = await person.ops('restart registry');
  await person.rootReads(/registry\* done/);
  await person.ops('restart');
  await slack.suggest({ user: OPERATOR, in: 'modal', actionId: 'suggest/service', typed: 'registry' });
  const byForm = await slack.submit({ user: OPERATOR, values: { target: `${registry.stack}/registry` } });
  if (!byForm.sent) throw new Error(`the form was not sent: ${JSON.stringify(byForm.errors)}`);
  await slack.waitFor(() => person.roots().length === 2, 30_000);
  await person.rootReads(/registry\* done/);
  world.ecs.script(
    { region: registry.region, cluster: registry.cluster, service: 'mcp-gateway-v2-auth' },
    { kind: 'stuck' },
  );
  await person.ops('restart auth');
  await person.rootReads(/auth[\s\S]*0 of 2 new tasks/);
  await person.ops(`freeze ${STAGE} --reason "peak sales"`);
  const unfreeze = await person.ops(`unfreeze ${STAGE}`);
  await person.ops(`freeze ${STAGE} --reason "peak sales again"`);
  await person.ops('lock registry --reason "rolled back"');
  await slack.waitFor(() => person.roots().some((root) => /is locked/.test(readable(root))), 10_000);
  return { byWords, byForm: byForm.delivery, unfreeze };
}

/** The message of a run that is told in the channel, by its number as the cast has them. */
export function rootOf({ person }: Pick<Ground, 'person'>, run: 1 | 2 | 3): { ts: string; actionId: string } {
  const root = person.roots().filter((one) => buttonsOf(one).length > 0)[run - 1];
  if (!root) throw new Error(`run #${run} has no message`);
  return { ts: root.ts, actionId: buttonsOf(root)[0]?.actionId ?? '' };
}

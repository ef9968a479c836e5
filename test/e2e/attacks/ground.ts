import type { Delivery } from '../../../sandbox/slack/delivery/deliver.ts';
import { story } from '../../support/story.ts';
import { CHANNEL, OPERATOR, TEAM } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';
import { type TestWorldOptions, testWorld } from '../../support/wheelhouse.ts';
import { battlefield } from './battlefield.ts';
import { type Answered, FORM, JSON_TYPE, post, type Sent } from './post.ts';
import { startTrap } from './trap.ts';

/** A form that was asked for in vain is asked for again. */
const FORM_MS = 10_000;

type Fields = Readonly<Record<string, unknown>>;

/** A world without a past. */
export type Bare = Awaited<ReturnType<typeof ground>>;

/** What is there before anybody attacks. */
export interface Prepared {
  /** A restart of the registry by words, done: #1. */
  readonly byWords: Delivery;
  /** Another by a form, done: #2. */
  readonly byForm: Delivery;
  /** An unfreeze of the staging stack, after which it was frozen again. */
  readonly unfreeze: Delivery;
}

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

  /** The form that somebody's words open, taken from them before they fill it in. */
  async function opened(words: string, user: string): Promise<FormView> {
    acting.add(user);
    await person.ops(words, user);
    const view = await waitFor(() => slack.modal(user).at(-1)?.view, {
      what: `the form of ${words}`,
      timeoutMs: FORM_MS,
    });
    await slack.closeModal({ user });
    return { ...view };
  }
  /** Hands a form in, as Slack would. */
  async function submits(view: Fields, user: string, over: Fields = {}): Promise<Answered> {
    const fields = await commandForm(user);
    const sent = { type: 'view_submission', ...head(fields, user), view, response_urls: [], ...over };
    return payload(sent);
  }

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
    opened,
    submits,
    /** Opens a form for somebody, of a restart unless told, and hands it in changed. */
    async handIn(
      change: (view: FormView) => Fields,
      { user = OPERATOR, opener = user, over = {}, words = 'restart' }: HandedIn = {},
    ): Promise<Answered> {
      return submits(change(await opened(words, opener)), user, over);
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
  /** The words that opened it. */
  readonly words?: string;
  readonly over?: Fields;
}

/** A modal as Slack hands it to its app. */
export interface FormView {
  readonly id: string;
  readonly private_metadata: string;
  readonly callback_id: string;
  readonly [field: string]: unknown;
}

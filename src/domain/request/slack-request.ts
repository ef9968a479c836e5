import { z } from 'zod';

/** Slack's ids of people, workspaces and conversations: one text, never a list, whatever a form repeats. */
const Id = z.string().regex(/^[A-Z0-9]{1,50}$/);
/** Slack: action_id, callback_id. */
const Name = z.string().min(1).max(255);
const Trigger = z.string().min(1).max(500);
const Team = z.object({ id: Id }).nullish();
const User = z.object({ id: Id, team_id: Id.optional() });

const Command = z.object({
  command: z.string(),
  team_id: Id,
  user_id: Id,
  channel_id: Id,
  text: z.string(),
  trigger_id: Trigger,
});

const Action = z.object({
  action_id: Name,
  /** Slack: a button's value has at most 2,000 characters, a typed one 3,000. */
  value: z.string().max(3000).optional(),
});

const Interaction = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('block_actions'),
    user: User,
    team: Team,
    trigger_id: Trigger,
    channel: z.object({ id: Id }).optional(),
    container: z.object({ type: z.string() }),
    message: z.object({ app_id: z.string().optional() }).optional(),
    api_app_id: z.string(),
    actions: z.array(Action).min(1),
  }),
  z.object({ type: z.literal('view_submission'), user: User, team: Team, view: z.object({ id: Name }) }),
  z.object({ type: z.literal('view_closed'), user: User, team: Team }),
  z.object({
    type: z.literal('block_suggestion'),
    user: User,
    team: Team,
    action_id: Name,
    value: z.string(),
  }),
  z.object({ type: z.literal('shortcut'), user: User, team: Team, trigger_id: Trigger, callback_id: Name }),
  z.object({
    type: z.literal('message_action'),
    user: User,
    team: Team,
    trigger_id: Trigger,
    callback_id: Name,
    channel: z.object({ id: Id }),
    message: z.object({ ts: z.string() }),
  }),
]);

const Named = z.union([Id, z.looseObject({ id: Id })]).nullish();

const Event = z.object({
  type: z.literal('event_callback'),
  team_id: Id,
  event: z.object({
    type: Name,
    user: Named,
    channel: Named,
    text: z.string().optional(),
    ts: z.string().optional(),
  }),
});

/** What a request of Slack's is, as far as that must hold before anything of it is believed (Slack: payloads' references). */
const SlackRequest = z.union([Command, Interaction, Event]);

/** The marks of our buttons' actions (views/button.ts), and which kind of container each is shown in. */
const BUTTON = /^(say|share|form|home)\/(.*)\/\d+$/s;
const SHOWN_IN: Readonly<Record<string, readonly string[]>> = {
  say: ['message'],
  share: ['message'],
  home: ['view'],
  form: ['message', 'view'],
};

/** Why a request can't be one that Slack made of what we showed. */
export type Strangeness = 'malformed' | 'forged-click';

/**
 * Whether a request has the form of Slack's, and a click is one on a button that we could have shown: its action names
 * the verb of its words, where such buttons are, on a message of this very app. Undefined: nothing is strange.
 */
export function strangeness(body: unknown): Strangeness | undefined {
  const { data, success } = SlackRequest.safeParse(body);
  if (!success) return 'malformed';
  if (!('actions' in data)) return undefined;
  const { message, api_app_id: app, container, actions } = data;
  if (message?.app_id !== undefined && message.app_id !== app) return 'forged-click';
  const fits = actions.every(({ action_id: id, value = '' }) => {
    const [, does = '', verb] = BUTTON.exec(id) ?? [];
    return does === '' || (verb === value.split(' ', 1)[0] && SHOWN_IN[does]?.includes(container.type));
  });
  return fits ? undefined : 'forged-click';
}

const Who = z.object({
  team_id: Id.optional().catch(undefined),
  user_id: Id.optional().catch(undefined),
  user: User.optional().catch(undefined),
  team: Team.catch(undefined),
  channel_id: Id.optional().catch(undefined),
  channel: z.object({ id: Id }).optional().catch(undefined),
  text: z.string().optional().catch(undefined),
  actions: z.array(z.object({ value: z.string().optional().catch(undefined) })).catch([]),
  event: z
    .object({
      user: Id.optional().catch(undefined),
      channel: Id.optional().catch(undefined),
      text: z.string().optional().catch(undefined),
    })
    .catch({}),
});

/** Who says to have sent a request, where, and the words of it, as far as that can be read; who can't is `unknown`. */
export function saidBy(body: unknown): {
  readonly team: string;
  readonly user: string;
  readonly channel?: string | undefined;
  readonly words?: string | undefined;
} {
  const said = Who.safeParse(body).data;
  return {
    team: said?.team_id ?? said?.user?.team_id ?? said?.team?.id ?? 'unknown',
    user: said?.user_id ?? said?.user?.id ?? said?.event.user ?? 'unknown',
    channel: said?.channel_id ?? said?.channel?.id ?? said?.event.channel,
    words: said?.text ?? said?.actions[0]?.value ?? said?.event.text,
  };
}

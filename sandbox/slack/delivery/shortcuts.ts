import type { Delivery } from './deliver.ts';
import { interactionForm, interactionHead } from './interaction.ts';
import type { Desk } from './person.ts';
import { known, person } from './person.ts';
import { sightOf } from './sight.ts';

/** A global shortcut, from the composer or the search. */
export interface GlobalShortcut {
  user: string;
  callbackId: string;
}

/** A shortcut from the menu of a message. */
export interface MessageShortcut extends GlobalShortcut {
  channel: string;
  ts: string;
}

/** Starts a global shortcut: its payload knows no channel. docs.slack.dev/interactivity/implementing-shortcuts */
export const startShortcut = async (desk: Desk, used: GlobalShortcut): Promise<Delivery> => {
  const { workspace } = desk;
  const user = person(workspace, used.user);
  return desk.deliverForm(
    interactionForm({
      type: 'shortcut',
      ...interactionHead(workspace.directory.team, user),
      action_ts: desk.newTs(),
      callback_id: used.callbackId,
      trigger_id: workspace.views.triggers.issue({ user: user.id, from: 'elsewhere' }),
    }),
  );
};

/**
 * Starts a shortcut on a message, which comes along whole. Rejects for a message the person doesn't see, and for an
 * ephemeral one ("shown to users in the context menus of non-ephemeral messages").
 * docs.slack.dev/interactivity/implementing-shortcuts
 */
export const startMessageShortcut = async (desk: Desk, used: MessageShortcut): Promise<Delivery> => {
  const { workspace } = desk;
  const [user, channel] = known(workspace, used.user, used.channel);
  const { original, payload } = sightOf(workspace, user.id, channel.id, used.ts);
  if (original.kind !== 'message') throw new Error(`The ephemeral message ${used.ts} has no shortcuts`);
  const { team, responseUrl, triggerId } = desk.envelope({
    channel: channel.id,
    user: user.id,
    typed: undefined,
    original: { kind: 'none' },
  });
  return desk.deliverForm(
    interactionForm({
      type: 'message_action',
      ...interactionHead(team, user),
      action_ts: desk.newTs(),
      callback_id: used.callbackId,
      trigger_id: triggerId,
      response_url: responseUrl,
      channel: { id: channel.id, name: channel.name },
      message_ts: used.ts,
      message: payload.message,
    }),
  );
};

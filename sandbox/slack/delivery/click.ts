import type { Pointing } from '../fields/placed.ts';
import { pointed } from '../fields/placed.ts';
import type { Use } from '../fields/use.ts';
import { use } from '../fields/use.ts';
import type { Delivery } from './deliver.ts';
import { interactionForm, interactionHead } from './interaction.ts';
import type { Origin } from './origin.ts';
import type { Desk } from './person.ts';
import { known } from './person.ts';
import { sightOf } from './sight.ts';

/**
 * A click on an element of a message this person sees. A menu needs the value of the option chosen, an element with a
 * confirmation dialog needs `confirm: true`.
 */
export interface Click extends Pointing, Use {
  user: string;
  channel: string;
  ts: string;
}

/**
 * Clicks, and sends a block_actions payload (docs.slack.dev/reference/interaction-payloads/block_actions-payload).
 * Rejects when this person sees no such element there, or when it asks first; Slack shows nothing of the
 * acknowledgement's body.
 */
export const click = async (desk: Desk, clicked: Click): Promise<Delivery> => {
  const { workspace } = desk;
  const [user, channel] = known(workspace, clicked.user, clicked.channel);
  const sight = sightOf(workspace, user.id, channel.id, clicked.ts);
  const placed = pointed(sight.blocks, clicked, `message ${clicked.ts}`, clicked.value);
  const form = workspace.forms.of(clicked, sight.blocks);
  const used = use(placed, clicked, form, { workspace, user: user.id }, desk.newTs());
  workspace.forms.set(clicked, used.form);
  const origin: Origin = {
    channel: channel.id,
    user: user.id,
    typed: undefined,
    original: sight.original,
  };
  const { team, responseUrl, triggerId } = desk.envelope(origin);
  return desk.deliverForm(
    interactionForm({
      type: 'block_actions',
      ...interactionHead(team, user),
      ...sight.payload,
      trigger_id: triggerId,
      channel: { id: channel.id, name: channel.name },
      state: { values: used.form.values },
      response_url: responseUrl,
      actions: [used.action],
    }),
  );
};

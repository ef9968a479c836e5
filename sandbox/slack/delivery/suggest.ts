import { z } from 'zod';
import type { Option, OptionGroup } from '../blocks/composition.ts';
import { option, optionGroup } from '../blocks/composition.ts';
import { LIMITS } from '../blocks/limits.ts';
import type { Form } from '../fields/form.ts';
import { withOffer } from '../fields/form.ts';
import type { Placed, Pointing } from '../fields/placed.ts';
import { pointed } from '../fields/placed.ts';
import { blocksOf } from '../views/live-view.ts';
import { viewJson } from '../views/view-json.ts';
import { parseJson } from '../web-api/arguments.ts';
import type { Delivery } from './deliver.ts';
import { interactionForm, interactionHead } from './interaction.ts';
import type { Desk } from './person.ts';
import { known, person } from './person.ts';
import { sightOf } from './sight.ts';
import type { WhichView } from './visible-view.ts';
import { viewName, visibleView } from './visible-view.ts';

/** A person types in a list whose options the app provides, in a view or in a message. */
export interface Typing extends Pointing {
  user: string;
  in: WhichView | { channel: string; ts: string };
  typed: string;
}

/**
 * What the list shows: nothing is asked below `min_query_length`; the options, also those of the groups, which can be
 * chosen from now on; or nothing, and why (`invalid-ack` when the answer is none that Slack can show).
 */
export type Suggestion =
  | { kind: 'too-short'; needs: number }
  | { kind: 'offered'; options: Option[]; groups: OptionGroup[]; delivery: Delivery }
  | { kind: 'failed'; why: string; delivery: Delivery };

/** @slack/types 3.2, ExternalSelect: "the default value is 3". */
const MIN_QUERY_LENGTH = 3;

/** "A maximum of 100 options or option groups": docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
const answerSchema = z
  .strictObject({
    options: z.array(option).max(LIMITS.selectOptions.max).optional(),
    option_groups: z.array(optionGroup).max(LIMITS.optionGroups.max).optional(),
  })
  .refine((answer) => (answer.options === undefined) !== (answer.option_groups === undefined), {
    message: 'must have either `options` or `option_groups`',
  });

interface Place {
  placed: Placed;
  form: Form;
  keep: (form: Form) => void;
  payload: Record<string, unknown>;
}

const inView = ({ workspace }: Desk, typing: Typing, which: WhichView): Place => {
  const live = visibleView(workspace, typing.user, which);
  return {
    placed: pointed(blocksOf(live), typing, viewName(live)),
    form: live.form,
    keep: (form) => workspace.views.note(live, { form }),
    payload: {
      container: { type: 'view', view_id: live.id },
      view: viewJson(workspace.directory, live),
    },
  };
};

const inMessage = ({ workspace }: Desk, typing: Typing, at: { channel: string; ts: string }): Place => {
  const [user, channel] = known(workspace, typing.user, at.channel);
  const sight = sightOf(workspace, user.id, channel.id, at.ts);
  const where = { user: user.id, ...at };
  return {
    placed: pointed(sight.blocks, typing, `message ${at.ts}`),
    form: workspace.forms.of(where, sight.blocks),
    keep: (form) => workspace.forms.set(where, form),
    payload: { ...sight.payload, channel: { id: channel.id, name: channel.name } },
  };
};

/**
 * Types in an external_select: sends a block_suggestion payload and checks the answer. Rejects when there is no such
 * list.
 */
export const suggest = async (desk: Desk, typing: Typing): Promise<Suggestion> => {
  const place =
    typeof typing.in === 'string' ? inView(desk, typing, typing.in) : inMessage(desk, typing, typing.in);
  const { placed, payload, form, keep } = place;
  const { element, blockId, actionId } = placed;
  if (element.type !== 'external_select') {
    throw new Error(`${actionId} is a ${element.type}: the app suggests nothing for it`);
  }
  const needs = element.min_query_length ?? MIN_QUERY_LENGTH;
  if (typing.typed.length < needs) return { kind: 'too-short', needs };
  const delivery = await desk.deliverForm(
    interactionForm({
      type: 'block_suggestion',
      ...interactionHead(desk.workspace.directory.team, person(desk.workspace, typing.user)),
      ...payload,
      block_id: blockId,
      action_id: actionId,
      value: typing.typed,
    }),
  );
  if (delivery.outcome !== 'acked') return { kind: 'failed', why: delivery.outcome, delivery };
  const parsed = answerSchema.safeParse(parseJson(delivery.body));
  if (!parsed.success) {
    const why = z.prettifyError(parsed.error);
    return { kind: 'failed', why, delivery: { ...delivery, outcome: 'invalid-ack' } };
  }
  const groups = parsed.data.option_groups ?? [];
  const options = parsed.data.options ?? groups.flatMap((group) => group.options);
  keep(withOffer(form, placed, options));
  return { kind: 'offered', options, groups, delivery };
};

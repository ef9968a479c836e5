import type { FieldValue } from '../fields/choose.ts';
import { fieldsIn } from '../fields/placed.ts';
import { problemsOf } from '../fields/problems.ts';
import type { Modal } from '../views/check-view.ts';
import type { LiveView } from '../views/live-view.ts';
import { blocksOf } from '../views/live-view.ts';
import { viewJson } from '../views/view-json.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Delivery } from './deliver.ts';
import { interactionForm, interactionHead } from './interaction.ts';
import type { Desk } from './person.ts';
import { person } from './person.ts';
import type { ResponseAction } from './response-action.ts';
import { readResponseAction } from './response-action.ts';
import { fillIn } from './view-actions.ts';
import { viewName, visibleModal } from './visible-view.ts';

/** A person fills in what is given and presses the submit button of the visible view. */
export interface Submitting {
  user: string;
  values?: Readonly<Record<string, FieldValue>>;
}

/** Sent to the app; or kept by Slack's own client, which shows why under the blocks (by block_id). */
export type Submission = { sent: true; delivery: Delivery } | { sent: false; errors: Record<string, string> };

/** What Slack shows in a modal whose submission came to nothing. */
const TROUBLE = 'We had some trouble connecting. Try again?';

interface ResponseUrl {
  block_id: string;
  action_id: string;
  channel_id: string;
  response_url: string;
}

/** One for each list of conversations that asks for it (`response_url_enabled`) and has one chosen. */
const responseUrls = (desk: Desk, live: LiveView): ResponseUrl[] =>
  fieldsIn(blocksOf(live)).flatMap(({ element, blockId, actionId }) => {
    const value = live.form.values[blockId]?.[actionId];
    const enabled = 'response_url_enabled' in element && element.response_url_enabled === true;
    if (!enabled || value?.type !== 'conversations_select' || value.selected_conversation === null) return [];
    const channel = value.selected_conversation;
    const origin = { channel, user: live.user, typed: undefined, original: { kind: 'none' } } as const;
    const { responseUrl } = desk.envelope(origin);
    return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url: responseUrl }];
  });

/** Does what the app answered; why it can't be shown, when it can't. */
const follow = ({ views }: Workspace, live: LiveView<Modal>, action: ResponseAction): string | undefined => {
  switch (action.kind) {
    case 'close':
      views.close(live);
      return undefined;
    case 'clear':
      views.clear(live.user);
      return undefined;
    case 'errors':
      views.note(live, { errors: action.errors });
      return undefined;
    case 'update':
    case 'push': {
      const { view, kind } = action;
      const shown = kind === 'push' ? views.push(live.user, view) : views.update(live, view);
      return shown.ok ? undefined : shown.error;
    }
    case 'invalid':
      return action.why;
  }
};

/**
 * Submits the visible view. What Slack's client refuses itself is shown and not sent. An answer that comes too late,
 * or that Slack can't show, leaves the view open with what was typed and says TROUBLE; the outcome is `invalid-ack`
 * for the latter. Rejects when no modal is open or it has no submit button.
 * docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission
 */
export const submit = async (desk: Desk, { user, values = {} }: Submitting): Promise<Submission> => {
  const { workspace } = desk;
  const { views, directory } = workspace;
  await fillIn(desk, { user, values });
  const live = visibleModal(workspace, user);
  if (live.view.submit === undefined) throw new Error(`${viewName(live)} has no submit button`);
  const errors = problemsOf(blocksOf(live), live.form.values);
  views.note(live, { errors, trouble: undefined });
  if (Object.keys(errors).length > 0) return { sent: false, errors };
  const blocks = blocksOf(live);
  const sent = await desk.deliverForm(
    interactionForm({
      type: 'view_submission',
      ...interactionHead(directory.team, person(workspace, user)),
      trigger_id: views.triggers.issue({ user, from: 'modal' }),
      view: viewJson(directory, live),
      response_urls: responseUrls(desk, live),
    }),
  );
  if (sent.outcome !== 'acked') {
    views.note(live, { trouble: TROUBLE });
    return { sent: true, delivery: sent };
  }
  const why = follow(workspace, live, readResponseAction(sent.body, blocks));
  if (why === undefined) return { sent: true, delivery: sent };
  views.note(live, { trouble: TROUBLE });
  return { sent: true, delivery: { ...sent, outcome: 'invalid-ack' } };
};

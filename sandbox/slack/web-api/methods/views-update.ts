import { z } from 'zod';
import { checkHome, checkModal } from '../../views/check-view.ts';
import { refuse } from '../answer.ts';
import { defineMethod } from '../method.ts';
import { checkedView, shownAnswer, viewArgument } from '../view-arguments.ts';

/** The words for both are the live API's (github.com/slack-go/slack/issues/667), those for none are ours. */
const BOTH = '[ERROR] Cannot provide both `view_id` and `external_id`';
const NEITHER = '[ERROR] must provide either `view_id` or `external_id`';

/**
 * https://docs.slack.dev/reference/methods/views.update: a view that is open, by `view_id` or `external_id`; one that
 * was closed is `not_found`. With a `hash` that isn't the view's any more: `hash_conflict`.
 */
export const viewsUpdate = defineMethod(
  'views.update',
  {
    view_id: z.string().optional(),
    external_id: z.string().optional(),
    hash: z.string().optional(),
    view: viewArgument,
  },
  (workspace, args) => {
    const { views } = workspace;
    if (args.view_id !== undefined && args.external_id !== undefined) {
      return refuse('invalid_arguments', [BOTH]);
    }
    if (args.view_id === undefined && args.external_id === undefined) {
      return refuse('invalid_arguments', [NEITHER]);
    }
    const id = args.view_id ?? views.idOf(args.external_id ?? '') ?? '';
    const home = views.homeById(id);
    if (home !== undefined) {
      const view = checkedView(workspace, args.view, checkHome);
      return view.ok ? shownAnswer(workspace, views.update(home, view.value, args.hash)) : view.refusal;
    }
    const view = checkedView(workspace, args.view, checkModal);
    if (!view.ok) return view.refusal;
    const modal = views.modalById(id);
    if (modal === undefined) return refuse('not_found');
    return shownAnswer(workspace, views.update(modal, view.value, args.hash));
  },
);

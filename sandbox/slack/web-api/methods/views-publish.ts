import { z } from 'zod';
import { checkHome } from '../../views/check-view.ts';
import { refuse } from '../answer.ts';
import { defineMethod } from '../method.ts';
import { checkedView, shownAnswer, viewArgument } from '../view-arguments.ts';

/**
 * https://docs.slack.dev/reference/methods/views.publish: the Home tab of one person, made or replaced. With a `hash`
 * that isn't the tab's any more: `hash_conflict`. The complaint about `user_id` is that page's example.
 */
export const viewsPublish = defineMethod(
  'views.publish',
  { user_id: z.string(), hash: z.string().optional(), view: viewArgument },
  (workspace, args) => {
    if (workspace.user(args.user_id) === undefined) return refuse('invalid_arguments', ['invalid `user_id`']);
    const view = checkedView(workspace, args.view, checkHome);
    if (!view.ok) return view.refusal;
    return shownAnswer(workspace, workspace.views.publish(args.user_id, view.value, args.hash));
  },
);

import { z } from 'zod';
import { checkModal } from '../../views/check-view.ts';
import { defineMethod } from '../method.ts';
import { checkedView, exchange, viewArgument } from '../view-arguments.ts';

/**
 * https://docs.slack.dev/reference/methods/views.open: `expired_trigger_id` after 3 s, `exchanged_trigger_id` the
 * second time, `duplicate_external_id`, `view_too_large`. `interactivity_pointer` is for functions: not modelled.
 */
export const viewsOpen = defineMethod(
  'views.open',
  { trigger_id: z.string(), view: viewArgument },
  (workspace, args) => {
    const view = checkedView(workspace, args.view, checkModal);
    if (!view.ok) return view.refusal;
    return exchange(workspace, args.trigger_id, ({ user }) => workspace.views.open(user, view.value));
  },
);

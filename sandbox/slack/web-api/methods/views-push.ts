import { z } from 'zod';
import { complaint } from '../../blocks/complaints.ts';
import { checkModal } from '../../views/check-view.ts';
import { defineMethod } from '../method.ts';
import { checkedView, exchange, viewArgument } from '../view-arguments.ts';

const NO_MODAL_BELOW = complaint(
  "must match the `type` of the root view whose stack we're pushing onto",
  ['type'],
  'view',
);

/**
 * https://docs.slack.dev/reference/methods/views.push: the trigger comes from within an open modal (`not_found`
 * otherwise), and a stack holds 3 views (`push_limit_reached`). From a Home tab: the live API's `invalid_arguments`.
 */
export const viewsPush = defineMethod(
  'views.push',
  { trigger_id: z.string(), view: viewArgument },
  (workspace, args) => {
    const view = checkedView(workspace, args.view, checkModal);
    if (!view.ok) return view.refusal;
    return exchange(workspace, args.trigger_id, ({ user, from }) => {
      if (from === 'home') return { ok: false, error: 'invalid_arguments', messages: [NO_MODAL_BELOW] };
      return from === 'modal' ? workspace.views.push(user, view.value) : { ok: false, error: 'not_found' };
    });
  },
);

import type { App } from '@slack/bolt';
import { failureLog } from '../../domain/fault/log-fault.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import { SUGGEST } from '../../views/modal/field-block.ts';
import { openLately } from '../alarms/open-lately.ts';
import { newestImages } from '../modal/newest-images.ts';
import { openedView } from '../modal/sealed-view.ts';
import { suggestFor } from '../modal/suggest-for.ts';
import type { ListenerParts } from '../parts.ts';

/** Hears what is typed in menus, and suggests what is meant. What breaks is logged, and suggests nothing. */
export function hearSuggestions(app: App, parts: ListenerParts): void {
  const lately = { images: newestImages(parts.reads.images, parts.clock), open: openLately(parts.clock) };
  app.options<'block_suggestion'>(
    { type: 'block_suggestion', action_id: new RegExp(`^${SUGGEST}`) },
    async ({ body, ack }) => {
      const team = body.user.team_id ?? body.team?.id ?? '';
      const actor = { kind: 'slack', team, user: body.user.id } as const;
      const options = await suggestFor(parts, lately, {
        actor,
        body,
        action: body.action_id,
        typed: body.value,
        view: openedView(parts.seals, actor, body.view),
      }).catch((error: unknown) => {
        failureLog(parts.log, parts.redactor)('suggestions broke', error, { action: body.action_id });
        return [];
      });
      await ack({ options: redacted(parts.redactor, options) });
    },
  );
}

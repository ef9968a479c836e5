import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { logFault } from '../../domain/fault/log-fault.ts';
import { chatFault } from '../../domain/fault/outside-faults.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import { answerView } from '../../views/modal/answer-view.ts';
import { answerAtHome } from '../home/answer-at-home.ts';
import { type HomeParts, showHome } from '../home/show-home.ts';

/**
 * Hears that somebody opens the App Home, and clicks on its buttons that stand for words. A click there has no channel
 * and no URL to answer to, so the answer is a modal. Buttons that open an operation's form are heard elsewhere.
 */
export function hearHome(app: App, parts: HomeParts): void {
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return;
    await showHome(parts, { kind: 'slack', team: body.team_id, user: event.user }, body);
  });
  app.action<BlockAction<ButtonAction>>(/^home\//, async ({ body, action, ack }) => {
    await ack();
    const { user, trigger_id: trigger } = body;
    const team = user.team_id ?? body.team?.id ?? '';
    const words = {
      actor: { kind: 'slack', team, user: user.id } as const,
      text: action.value ?? '',
      dedupeKey: `home/${team}/${user.id}/${action.action_ts}`,
      trigger,
    };
    const message = await answerAtHome(parts, words, body);
    const opened = await parts.slack.openView(trigger, redacted(parts.redactor, answerView(message)));
    if (!opened.ok) {
      logFault(
        parts.log,
        chatFault('views.open', opened.fault),
        { user: user.id },
        'a click on the Home is not answered',
      );
    }
  });
}

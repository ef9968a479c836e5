import type { ViewBlock } from '../blocks/view-blocks.ts';
import type { StateValues } from '../fields/state-value.ts';
import type { Directory } from '../options.ts';
import { APP_ID } from '../web-api/message-json.ts';
import type { LiveView } from './live-view.ts';

interface PlainText {
  type: 'plain_text';
  text: string;
  emoji: boolean;
}

/** A view as the Web API and interaction payloads show it. https://docs.slack.dev/reference/methods/views.open */
export interface ViewJson {
  id: string;
  team_id: string;
  type: 'modal' | 'home';
  blocks: ViewBlock[];
  private_metadata: string;
  callback_id: string;
  state: { values: StateValues };
  hash: string;
  title?: PlainText;
  submit: PlainText | null;
  close: PlainText | null;
  clear_on_close: boolean;
  notify_on_close: boolean;
  root_view_id: string;
  previous_view_id: string | null;
  app_id: string;
  app_installed_team_id: string;
  external_id: string;
  bot_id: string;
}

/** A copy of what this view is now, with what the person typed in it. */
export const viewJson = (
  { team, bot }: Directory,
  { id, view, hash, form, rootId, previousId }: LiveView,
): ViewJson =>
  structuredClone({
    id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata,
    callback_id: view.callback_id,
    state: { values: form.values },
    hash,
    ...(view.type === 'modal' ? { title: view.title } : {}),
    submit: (view.type === 'modal' ? view.submit : undefined) ?? null,
    close: (view.type === 'modal' ? view.close : undefined) ?? null,
    clear_on_close: view.type === 'modal' && view.clear_on_close,
    notify_on_close: view.type === 'modal' && view.notify_on_close,
    root_view_id: rootId,
    previous_view_id: previousId,
    app_id: APP_ID,
    app_installed_team_id: team.id,
    external_id: view.external_id,
    bot_id: bot.botId,
  });

import type { SandboxChannel, SandboxUser } from '../options.ts';
import type { SlackEvent } from './event-body.ts';

/**
 * https://docs.slack.dev/reference/events/app_home_opened: a person opened the app's Home or its messages. `view` is
 * the Home that is published for them, if there is one.
 */
export const appHomeOpened = (
  user: SandboxUser,
  direct: SandboxChannel,
  opened: { tab: 'home' | 'messages'; view?: Record<string, unknown> },
  ts: string,
): SlackEvent => ({ type: 'app_home_opened', user: user.id, channel: direct.id, ...opened, event_ts: ts });

/**
 * The events of the Events API that the sandbox knows, under the names an app subscribes to.
 * https://docs.slack.dev/reference/events
 */
export type Subscription =
  | 'app_home_opened'
  | 'app_mention'
  | 'channel_archive'
  | 'channel_left'
  | 'channel_rename'
  | 'group_left'
  | 'member_joined_channel'
  | 'member_left_channel'
  | 'message.channels'
  | 'message.groups'
  | 'message.im'
  | 'subteam_members_changed'
  | 'subteam_updated';

/** What an app hears unless it is told otherwise: not every message of every channel. */
export const USUAL_SUBSCRIPTIONS: readonly Subscription[] = [
  'app_home_opened',
  'app_mention',
  'channel_archive',
  'channel_left',
  'channel_rename',
  'group_left',
  'member_joined_channel',
  'member_left_channel',
  'message.im',
  'subteam_members_changed',
  'subteam_updated',
];

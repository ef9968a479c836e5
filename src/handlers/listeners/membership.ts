import type { App } from '@slack/bolt';
import type { ListenerParts } from '../parts.ts';

/**
 * The events after which a channel isn't what it was: who is in it, whether it is shared or archived, its name (Slack:
 * reference/events). An app hears of the channels it is in, and of its own joining and leaving.
 */
export const CHANNEL_EVENTS = [
  'member_joined_channel',
  'member_left_channel',
  'channel_left',
  'group_left',
  'channel_archive',
  'channel_unarchive',
  'group_archive',
  'group_unarchive',
  'channel_rename',
  'group_rename',
  'channel_shared',
  'channel_unshared',
  'channel_deleted',
  'group_deleted',
] as const;

/** The events after which a person isn't who they were: deactivated, made a guest, moved to another zone. */
export const PERSON_EVENTS = ['user_change', 'team_join'] as const;

/** The events after which a user group isn't what it was: who is in it, whether it is disabled. */
export const GROUP_EVENTS = ['subteam_members_changed', 'subteam_updated'] as const;

/** Hears what changes in the workspace: what is remembered of it is asked anew. Answers nothing. */
export function hearMembership(
  app: App,
  { directory, memberships }: Pick<ListenerParts, 'directory' | 'memberships'>,
): void {
  app.event('subteam_members_changed', async ({ event }) => memberships.forget(event.subteam_id));
  app.event('subteam_updated', async ({ event }) => memberships.forget(event.subteam.id));
  for (const name of CHANNEL_EVENTS) {
    app.event(name, async ({ event }) => {
      const channel = idOf(event.channel);
      if (channel !== undefined) directory.forgetConversation(channel);
    });
  }
  for (const name of PERSON_EVENTS) {
    app.event(name, async ({ event }) => {
      const user = idOf(event.user);
      if (user !== undefined) directory.forgetPerson(user);
    });
  }
}

/** Some events name the channel or the person by id, others hold the whole object. */
function idOf(named: string | { readonly id: string } | undefined): string | undefined {
  return typeof named === 'object' ? named.id : named;
}

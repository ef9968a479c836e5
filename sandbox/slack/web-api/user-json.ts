import type { SandboxUser } from '../options.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** How far a zone is ahead of UTC at a moment, in seconds. */
const offsetS = (zone: string, at: number): number => {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
};

const label = (zone: string, at: number): string =>
  new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'long' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value ?? zone;

/**
 * A person as users.info shows them at a moment. https://docs.slack.dev/reference/objects/user-object:
 * `is_restricted` is a guest of several channels, `is_ultra_restricted` of one (who is both), `is_stranger`
 * somebody of another team.
 */
export const userJson = (
  { directory }: Workspace,
  user: SandboxUser,
  at: number,
): Record<string, unknown> => {
  const { kind = 'member', tz = 'Etc/UTC' } = user;
  const team = user.team ?? directory.team.id;
  const common = {
    id: user.id,
    team_id: team,
    name: user.name,
    deleted: kind === 'deactivated',
    is_bot: kind === 'bot',
    is_app_user: false,
    is_stranger: team !== directory.team.id,
    updated: 0,
    profile: { real_name: user.name, display_name: user.name, team },
  };
  // Of somebody deactivated Slack tells neither a zone nor a role.
  if (kind === 'deactivated') return common;
  return {
    ...common,
    real_name: user.name,
    tz,
    tz_label: label(tz, at),
    tz_offset: offsetS(tz, at),
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: kind === 'guest' || kind === 'single-channel-guest',
    is_ultra_restricted: kind === 'single-channel-guest',
  };
};

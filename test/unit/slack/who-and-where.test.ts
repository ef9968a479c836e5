import { describe, expect, it } from 'vitest';
import { conversationOf, personOf, unseen } from '../../../src/slack/who-and-where.ts';

const TEAM = 'T0HOME';
const user = { id: 'U1', team_id: TEAM, tz: 'Europe/Berlin' };
const channel = { id: 'C1', name: 'ops', is_channel: true, is_member: true };

describe('a person by what Slack says', () => {
  it.each([
    ['a member', {}, 'member'],
    ['a guest of several channels', { is_restricted: true }, 'guest'],
    ['a guest of one channel', { is_restricted: true, is_ultra_restricted: true }, 'guest'],
    ['a bot', { is_bot: true }, 'bot'],
    ['a workflow', { is_workflow_bot: true }, 'bot'],
    ["Slack's own bot, which isn't called one", { id: 'USLACKBOT', is_bot: false }, 'bot'],
    ['somebody of another workspace', { is_stranger: true, team_id: 'T9' }, 'stranger'],
    ['a deactivated bot', { deleted: true, is_bot: true }, 'gone'],
    ['a deactivated guest', { deleted: true, is_restricted: true }, 'gone'],
  ])('%s', (_who, more, kind) => {
    expect(personOf({ ...user, ...more }, TEAM).kind).toBe(kind);
  });

  it('has the workspace that Slack names, and the zone', () => {
    expect(personOf(user, TEAM)).toEqual({ kind: 'member', team: TEAM, zone: 'Europe/Berlin' });
    expect(personOf({ id: 'U1', team_id: 'T9' }, TEAM)).toEqual({ kind: 'member', team: 'T9' });
    expect(personOf({ id: 'U1' }, TEAM)).toEqual({ kind: 'member', team: '' });
  });

  it('is of the served workspace when an organisation says that they belong to it, too', () => {
    const grid = { id: 'U1', team_id: 'E1' };
    expect(personOf({ ...grid, enterprise_user: { teams: ['T9', TEAM] } }, TEAM).team).toBe(TEAM);
    expect(personOf({ ...grid, enterprise_user: { teams: ['T9'] } }, TEAM).team).toBe('E1');
  });
});

describe('a conversation by what Slack says', () => {
  it.each([
    ['a channel with the bot', {}, {}],
    ['a channel without it', { is_member: false }, { botIsMember: false }],
    ['an archived one', { is_archived: true }, { isArchived: true }],
    [
      'one that is shared with another organisation',
      { is_shared: true, is_ext_shared: true },
      { isShared: true },
    ],
    ['one to which another organisation is invited', { is_pending_ext_shared: true }, { isShared: true }],
    ['one with an open invitation', { pending_shared: ['T9'] }, { isShared: true }],
    [
      'one with a workspace about to be connected',
      { pending_connected_team_ids: ['T9'] },
      { isShared: true },
    ],
    ['one that is shared with nobody knows whom', { is_shared: true }, { isShared: true }],
    ['one that is shared within the organisation', { is_shared: true, is_org_shared: true }, {}],
    [
      'one that is shared within the organisation and beyond',
      { is_shared: true, is_org_shared: true, is_ext_shared: true },
      { isShared: true },
    ],
  ])('%s', (_what, more, differs) => {
    const usual = { kind: 'channel', botIsMember: true, isShared: false, isArchived: false, name: 'ops' };
    expect(conversationOf({ ...channel, ...more })).toEqual({ ...usual, ...differs });
  });

  it('are direct messages, of which the bot can look up only its own', () => {
    const own = { kind: 'direct', botIsMember: true, isShared: false, isArchived: false };
    expect(conversationOf({ id: 'D1', is_im: true })).toEqual(own);
    expect(unseen('D2')).toEqual({ ...own, botIsMember: false });
    expect(unseen('C2')).toEqual({ ...own, kind: 'channel', botIsMember: false });
  });

  it('is of a group, in which the bot is when it can look it up', () => {
    expect(conversationOf({ id: 'G1', is_mpim: true }).botIsMember).toBe(true);
    expect(conversationOf({ id: 'G1', is_mpim: true, is_member: false }).botIsMember).toBe(false);
  });
});

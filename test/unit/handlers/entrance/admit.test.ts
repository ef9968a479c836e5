import { describe, expect, it } from 'vitest';
import type { Conversation, Directory, Person } from '../../../../src/domain/ports/directory.ts';
import { type Asking, admit } from '../../../../src/handlers/entrance/admit.ts';
import { letting, noGroups } from '../../../support/access.ts';
import { readable } from '../../../support/story.ts';
import { CHANNEL, OPERATOR, silent, TEAM } from '../../../support/values.ts';

const ops: Conversation = { kind: 'channel', botIsMember: true, isShared: false, isArchived: false };

/** A door; `looked` is what was asked of Slack. */
function door(person: Person | 'unknown', place: Conversation | 'unknown' = ops) {
  const looked: string[] = [];
  const directory: Directory = {
    person: async (user) => {
      looked.push(user);
      return person;
    },
    conversation: async (channel) => {
      looked.push(channel);
      return place;
    },
    forgetPerson: () => undefined,
    forgetConversation: () => undefined,
  };
  const access = letting([OPERATOR], { team: TEAM });
  const enter = async (more: Partial<Asking> = {}) => {
    const actor = { kind: 'slack', team: TEAM, user: OPERATOR } as const;
    const answer = await admit(
      { directory, access, memberships: noGroups, log: silent },
      { actor, channel: CHANNEL, body: { team_id: TEAM }, ...more },
    );
    const said = answer.kind === 'admitted' ? answer.noStart : answer.message;
    return { answer, kind: answer.kind, said: said && readable(said) };
  };
  return { enter, looked };
}

const member: Person = { kind: 'member', team: TEAM, zone: 'Europe/Berlin' };

describe('the entrance', () => {
  it('lets a member in, with their time zone', async () => {
    const { answer } = await door(member).enter();
    expect(answer).toEqual({ kind: 'admitted', zone: 'Europe/Berlin' });
  });

  it('lets a member in where the bot is not a member, and says how to invite it when something is to be started', async () => {
    const { kind, said } = await door(member, { ...ops, botIsMember: false }).enter();
    expect(kind).toBe('admitted');
    expect(said).toContain('/invite @wheelhouse');
  });

  it('asks nothing about a conversation where there is none', async () => {
    const { enter, looked } = door(member, 'unknown');
    const { answer } = await enter({ channel: undefined });
    expect(answer).toEqual({ kind: 'admitted', zone: 'Europe/Berlin' });
    expect(looked).toEqual([OPERATOR]);
  });

  it.each<[string, Person | 'unknown', string]>([
    ['a guest', { kind: 'guest', team: TEAM }, 'you are a guest'],
    ['a bot', { kind: 'bot', team: TEAM }, 'not bots'],
    ['a stranger', { kind: 'stranger', team: '' }, "bot's own workspace"],
    ['a deactivated account', { kind: 'gone', team: TEAM }, 'deactivated'],
  ])('refuses %s and says why', async (_who, person, why) => {
    const { kind, said } = await door(person).enter();
    expect(kind).toBe('refused');
    expect(said).toContain(why);
    expect(said).toContain('Nothing was started');
  });

  it('refuses a channel that is shared, whether the directory or the request says so', async () => {
    const ownWords = { team_id: TEAM, is_ext_shared_channel: true };
    for (const { kind, said } of [
      await door(member, { ...ops, isShared: true }).enter(),
      await door(member).enter({ body: ownWords }),
      await door(member, 'unknown').enter({ body: ownWords }),
    ]) {
      expect(kind).toBe('refused');
      expect(said).toContain('shared with another organisation');
    }
  });

  it.each([
    ['a command of another workspace', { team_id: 'T9' }],
    [
      'a click of somebody of another workspace',
      { team: { id: TEAM }, user: { id: OPERATOR, team_id: 'T9' } },
    ],
    ['a click in another workspace', { team: { id: 'T9' }, user: { id: OPERATOR, team_id: TEAM } }],
    ['a mention by somebody of another workspace', { team_id: TEAM, event: { team: TEAM, user_team: 'T9' } }],
    ['a mention that came from another workspace', { team_id: TEAM, event: { source_team: 'T9' } }],
  ])('refuses %s, though its person and channel look right', async (_what, body) => {
    expect((await door(member).enter({ body })).said).toContain("bot's own workspace");
  });

  it('is not sure when Slack does not say who or where, and says to try again', async () => {
    const nobody = await door('unknown').enter();
    expect(nobody.kind).toBe('unsure');
    expect(nobody.said).toContain("can't check who you are");
    const nowhere = await door(member, 'unknown').enter();
    expect(nowhere.kind).toBe('unsure');
    expect(nowhere.said).toContain("can't check who can read here");
  });
});

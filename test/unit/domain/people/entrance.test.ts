import { describe, expect, it } from 'vitest';
import { type Caller, mayStartHere, mayTalk } from '../../../../src/domain/people/entrance.ts';
import type { Conversation, Person } from '../../../../src/domain/ports/directory.ts';
import { letting } from '../../../support/access.ts';

const TEAM = 'T0HOME';
const policy = letting([], { team: TEAM });
const member: Person = { kind: 'member', team: TEAM };
const ops: Conversation = { kind: 'channel', botIsMember: true, isShared: false, isArchived: false };

const caller = (more: Partial<Caller> = {}): Caller => ({
  actor: { kind: 'slack', team: TEAM, user: 'U1' },
  person: member,
  place: ops,
  teams: [TEAM],
  saysShared: false,
  ...more,
});

describe('who may talk to the bot', () => {
  it.each<[string, Partial<Caller>]>([
    ['a member in a channel', {}],
    ['a member in direct messages with the bot', { place: { ...ops, kind: 'direct' } }],
    ['a member on the App Home', { place: 'nowhere' }],
    ['a member in a channel without the bot', { place: { ...ops, botIsMember: false } }],
    ['a member in an archived channel', { place: { ...ops, isArchived: true } }],
    ['a member whose request names no workspace besides', { teams: [] }],
  ])('yes: %s', (_who, more) => {
    expect(mayTalk(policy, caller(more))).toEqual({ kind: 'yes' });
  });

  it.each<[string, Partial<Caller>, string]>([
    ["another workspace's signature", { actor: { kind: 'slack', team: 'T9', user: 'U1' } }, 'foreign-team'],
    ['a request that names another workspace besides', { teams: [TEAM, 'T9'] }, 'foreign-team'],
    ['somebody who is of another workspace', { person: { kind: 'member', team: 'T9' } }, 'foreign-team'],
    ['a stranger', { person: { kind: 'stranger', team: TEAM } }, 'foreign-team'],
    ['a bot', { person: { kind: 'bot', team: TEAM } }, 'bot'],
    ['a guest', { person: { kind: 'guest', team: TEAM } }, 'guest'],
    ['a deactivated account', { person: { kind: 'gone', team: TEAM } }, 'gone'],
    ['a member in a shared channel', { place: { ...ops, isShared: true } }, 'shared-channel'],
    ['a channel that the request calls shared', { saysShared: true }, 'shared-channel'],
    ['somebody unknown', { person: 'unknown' }, 'person-unknown'],
    ['a place unknown', { place: 'unknown' }, 'place-unknown'],
    [
      'a guest in a place unknown: what is certain counts',
      { person: { kind: 'guest', team: TEAM }, place: 'unknown' },
      'guest',
    ],
    [
      'somebody unknown in a shared channel',
      { person: 'unknown', place: { ...ops, isShared: true } },
      'shared-channel',
    ],
  ])('no: %s', (_who, more, why) => {
    expect(mayTalk(policy, caller(more))).toEqual({ kind: 'no', why });
  });
});

describe('where a run may be started', () => {
  it.each<[string, Caller['place'], string]>([
    ['in a channel with the bot', ops, 'yes'],
    ['in direct messages with the bot', { ...ops, kind: 'direct' }, 'yes'],
    ['in a channel without it', { ...ops, botIsMember: false }, 'not-a-member'],
    ['in direct messages of others', { ...ops, kind: 'direct', botIsMember: false }, 'private-talk'],
    ['in an archived channel, though it was a member', { ...ops, isArchived: true }, 'archived'],
    ['in a place unknown', 'unknown', 'not-a-member'],
    ['on the App Home, where a form asks for a channel', 'nowhere', 'yes'],
  ])('%s: %s', (_where, place, said) => {
    const answer = mayStartHere(place);
    expect(answer.kind === 'yes' ? 'yes' : answer.why).toBe(said);
  });
});

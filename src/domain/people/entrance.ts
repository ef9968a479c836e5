import type { Conversation, Person } from '../ports/directory.ts';
import type { AccessPolicy } from './access.ts';
import type { SlackActor } from './actor.ts';

/** Somebody at the door: who, and where, as Slack says. */
export interface Caller {
  readonly actor: SlackActor;
  readonly person: Person | 'unknown';
  /** `nowhere`: in no conversation, as on the App Home. */
  readonly place: Conversation | 'unknown' | 'nowhere';
  /** Every workspace that Slack's request names: in a shared channel the person's, the channel's and the app's differ. */
  readonly teams: readonly string[];
  /** Whether the request itself says that people of other organisations are here. */
  readonly saysShared: boolean;
}

/** Why somebody isn't talked to. The last two aren't decisions: they may be gone at the next try. */
export type Unwelcome =
  | 'foreign-team'
  | 'bot'
  | 'guest'
  | 'gone'
  | 'shared-channel'
  | 'person-unknown'
  | 'place-unknown';

/** Whether somebody may talk to the bot. */
export type Talk = { readonly kind: 'yes' } | { readonly kind: 'no'; readonly why: Unwelcome };

/** Why nothing is started in a conversation. `private-talk`: direct messages of others, which no bot can be invited to. */
export type Unfit = 'not-a-member' | 'private-talk' | 'archived';

/** Whether a run may be started in a conversation, where its story is then told. */
export type StartHere = { readonly kind: 'yes' } | { readonly kind: 'no'; readonly why: Unfit };

/**
 * Whether somebody may talk to the bot: a full member of the served workspace, where nobody from outside listens. In
 * doubt the answer is no; what is certain goes before what is in doubt, so that nobody is told to try again in vain.
 */
export function mayTalk(policy: AccessPolicy, caller: Caller): Talk {
  const why = strangeness(policy, caller) ?? doubt(caller);
  return why === undefined ? { kind: 'yes' } : { kind: 'no', why };
}

/**
 * Whether a run may be started from here. What the bot can't see counts as a conversation that it isn't in. Where there
 * is no conversation a form asks for one, and that is checked when the form is handed in.
 */
export function mayStartHere(place: Caller['place']): StartHere {
  if (place === 'nowhere') return { kind: 'yes' };
  if (place === 'unknown') return { kind: 'no', why: 'not-a-member' };
  if (place.isArchived) return { kind: 'no', why: 'archived' };
  if (place.botIsMember) return { kind: 'yes' };
  return { kind: 'no', why: place.kind === 'direct' ? 'private-talk' : 'not-a-member' };
}

function strangeness(policy: AccessPolicy, caller: Caller): Unwelcome | undefined {
  const { actor, person, place, teams, saysShared } = caller;
  if ([actor.team, ...teams].some((team) => team !== policy.team)) return 'foreign-team';
  if (person !== 'unknown') {
    if (person.kind === 'stranger' || person.team !== policy.team) return 'foreign-team';
    if (person.kind !== 'member') return person.kind;
  }
  return saysShared || (typeof place === 'object' && place.isShared) ? 'shared-channel' : undefined;
}

function doubt({ person, place }: Caller): Unwelcome | undefined {
  if (person === 'unknown') return 'person-unknown';
  return place === 'unknown' ? 'place-unknown' : undefined;
}

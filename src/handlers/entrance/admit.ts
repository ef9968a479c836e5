import type { SlackActor } from '../../domain/people/actor.ts';
import { mayStartHere, mayTalk, type Unwelcome } from '../../domain/people/entrance.ts';
import type { Message } from '../../views/message.ts';
import { unfitPlace, unwelcome } from '../../views/reply/entrance.ts';
import type { ListenerParts } from '../parts.ts';
import { saidTeams, saysShared } from './said-teams.ts';

/** A request of somebody, before anything of what it says is looked at. */
export interface Asking {
  readonly actor: SlackActor;
  /** The conversation it came from; absent on the App Home, and for what is global. */
  readonly channel?: string | undefined;
  /** The request's body as Slack sent it: it names further workspaces. */
  readonly body: unknown;
}

/** What the entrance answers. */
export type Admission =
  | {
      readonly kind: 'admitted';
      /** Present: nothing may be started here, and what the person is told instead. Reads are answered. */
      readonly noStart?: Message;
      /** The person's time zone (IANA), where Slack tells it. */
      readonly zone?: string;
    }
  /** Slack doesn't say who or where. Only help may be answered; for anything else the message is the answer. */
  | { readonly kind: 'unsure'; readonly why: Unwelcome; readonly message: Message }
  /** A decision; the message is the answer to anything. */
  | { readonly kind: 'refused'; readonly why: Unwelcome; readonly message: Message };

/** What the entrance needs. */
export type EntranceParts = Pick<ListenerParts, 'directory' | 'access' | 'memberships' | 'log'>;

const IN_DOUBT: readonly Unwelcome[] = ['person-unknown', 'place-unknown'];

/**
 * Lets somebody in, or says why not. For every request, whatever it is: commands, mentions, clicks, submissions,
 * suggestions, shortcuts, the App Home. Where the directory remembers both it costs no call. Never throws.
 */
export async function admit(
  { directory, access, memberships, log }: EntranceParts,
  { actor, channel, body }: Asking,
): Promise<Admission> {
  const [person, place] = await Promise.all([
    directory.person(actor.user),
    channel === undefined ? ('nowhere' as const) : directory.conversation(channel),
    // Asked at the same time, so that whoever decides on what they may do needn't wait once more.
    memberships.of(actor.user),
  ]);
  const said = { teams: saidTeams(body), saysShared: saysShared(body) };
  const talk = mayTalk(access, { actor, person, place, ...said });
  if (talk.kind === 'no') {
    log.warn({ actor, channel, why: talk.why }, 'not let in');
    const { why } = talk;
    return { kind: IN_DOUBT.includes(why) ? 'unsure' : 'refused', why, message: unwelcome(why) };
  }
  const start = mayStartHere(place);
  return {
    kind: 'admitted',
    ...(start.kind === 'no' ? { noStart: unfitPlace(start.why) } : {}),
    ...(typeof person === 'object' && person.zone !== undefined ? { zone: person.zone } : {}),
  };
}
